package io.tributary.tap.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How far a stream has been read, for each account: what its state holds.
 *
 * <pre>{"api_version": "2026-10-28.endive",
 * "accounts": {"own":
 *   {"created_from": "…", "created_until": "…", "events_until": "…"}}}</pre>
 *
 * <p>Every object that was created from {@code created_from} on and before {@code created_until}
 * has been read, and is as events before {@code events_until} have left it. Those of whose changes
 * no event tells are {@code settled_until} a moment: none that was created before it changes any
 * more. {@code refreshed_at} is when the reading began that did not go on from an earlier one. What
 * else a state holds, of other accounts or of a later release, is kept.
 */
public final class Position {
  static final String ACCOUNTS = "accounts";
  static final String VERSION = "api_version";

  private static final String FROM = "created_from";
  private static final String UNTIL = "created_until";
  private static final String EVENTS = "events_until";
  private static final String SETTLED = "settled_until";
  private static final String REFRESHED = "refreshed_at";

  private final ObjectNode json;
  private final String account;

  private Position(ObjectNode json, String account) {
    this.json = json;
    this.account = account;
  }

  /**
   * The position that a state holds.
   *
   * @param account the account that is read, as the state calls it
   */
  public static Position of(Optional<JsonNode> bookmark, String account) {
    JsonNode json = bookmark.orElseGet(JsonNodeFactory.instance::objectNode);
    if (json instanceof ObjectNode object) {
      return new Position(object.deepCopy(), account);
    }
    throw new SingerException.Config("state", "holds a position that tap-stripe did not write");
  }

  /** From when on everything created has been read; empty if nothing has. */
  public Optional<Instant> from() {
    return time(FROM);
  }

  /** Before when everything created has been read; empty if nothing has. */
  public Optional<Instant> until() {
    return time(UNTIL);
  }

  Optional<Instant> eventsUntil() {
    return time(EVENTS);
  }

  Optional<Instant> settledUntil() {
    return time(SETTLED);
  }

  Optional<Instant> refreshedAt() {
    return time(REFRESHED);
  }

  /** Whether nothing has been read yet, nor begun to be. */
  boolean isFirst() {
    return until().isEmpty() && eventsUntil().isEmpty();
  }

  /** The API version by which it was read. */
  Optional<String> version() {
    return Optional.ofNullable(json.path(VERSION).textValue());
  }

  /** This position, when everything created in a span of time has been read. */
  public Position reached(Instant from, Instant until, String version) {
    return with(FROM, from).with(UNTIL, until).read(version);
  }

  /** This position, when the changes before a moment are known. */
  Position changedUntil(Instant moment) {
    return with(EVENTS, moment);
  }

  /** This position, when nothing that was created before a moment changes any more. */
  Position settledUntil(Instant moment) {
    return with(SETTLED, moment);
  }

  /** This position, when a reading from the beginning begins. */
  Position refreshedAt(Instant moment) {
    return with(REFRESHED, moment);
  }

  private Position with(String name, Instant time) {
    ObjectNode copy = json.deepCopy();
    copy.withObjectProperty(ACCOUNTS).withObjectProperty(account).put(name, time.toString());
    return new Position(copy, account);
  }

  private Position read(String version) {
    ObjectNode copy = json.deepCopy();
    copy.put(VERSION, version);
    return new Position(copy, account);
  }

  /** A copy, as a state holds it. */
  public JsonNode toJson() {
    return json.deepCopy();
  }

  private Optional<Instant> time(String name) {
    JsonNode value = json.path(ACCOUNTS).path(account).path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(value.asText()));
    } catch (DateTimeParseException e) {
      throw new SingerException.Config("state", "holds a " + name + " that is not a time");
    }
  }
}
