package io.tributary.tap.stripe;

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
 * has been read, and is as events before {@code events_until} have left it. What else a state
 * holds, of other accounts or of a later release, is kept.
 */
final class Position {
  private static final String VERSION = "api_version";
  private static final String ACCOUNTS = "accounts";
  static final String OWN = "own";
  private static final String FROM = "created_from";
  private static final String UNTIL = "created_until";
  private static final String EVENTS = "events_until";

  private final ObjectNode json;
  private final String account;

  private Position(ObjectNode json, String account) {
    this.json = json;
    this.account = account;
  }

  /**
   * The position that a state holds.
   *
   * @param account the connected account that is read; empty for the key's own
   */
  static Position of(Optional<JsonNode> bookmark, Optional<String> account) {
    JsonNode json = bookmark.orElseGet(JsonNodeFactory.instance::objectNode);
    if (json instanceof ObjectNode object) {
      return new Position(object.deepCopy(), account.orElse(OWN));
    }
    throw new SingerException.Config("state", "holds a position that tap-stripe did not write");
  }

  Optional<Instant> from() {
    return time(FROM);
  }

  Optional<Instant> until() {
    return time(UNTIL);
  }

  Optional<Instant> eventsUntil() {
    return time(EVENTS);
  }

  /** The API version by which it was read. */
  Optional<String> version() {
    return Optional.ofNullable(json.path(VERSION).textValue());
  }

  /** This position, when everything created in a span of time has been read. */
  Position reached(Instant from, Instant until, String version) {
    return with(FROM, from).with(UNTIL, until).read(version);
  }

  /** This position, when the changes before a moment are known. */
  Position changedUntil(Instant moment) {
    return with(EVENTS, moment);
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

  JsonNode toJson() {
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
