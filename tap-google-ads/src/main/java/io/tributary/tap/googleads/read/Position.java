package io.tributary.tap.googleads.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.error.SingerException;
import io.tributary.tap.googleads.account.Account;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How far a stream has been read of each account: what its state holds. Thread-safe.
 *
 * <pre>{"segments": "segments.date segments.device",
 * "customers": {"1234567890": {"date": "2026-01-31"}}}</pre>
 *
 * <p>Accounts that are not read any more keep their place, and so does what a later release adds.
 */
final class Position {
  private static final String CUSTOMERS = "customers";
  private static final String SEGMENTS = "segments";
  private static final String DATE = "date";

  private final ObjectNode json;

  private Position(ObjectNode json) {
    this.json = json;
  }

  static Position of(Optional<JsonNode> bookmark) {
    JsonNode json = bookmark.orElseGet(JsonNodeFactory.instance::objectNode);
    if (json instanceof ObjectNode object) {
      return new Position(object.deepCopy());
    }
    throw new SingerException.Config("state", "holds a position that tap-google-ads did not write");
  }

  /** Says what rows are of; false if those that were read before are of something else. */
  synchronized boolean isOf(String segments) {
    String before = json.path(SEGMENTS).asText(segments);
    json.put(SEGMENTS, segments);
    return before.equals(segments);
  }

  /** Forgets how far the accounts were read. */
  synchronized void restart() {
    json.remove(CUSTOMERS);
  }

  /** The last day that has been read of an account. */
  synchronized Optional<LocalDate> date(Account account) {
    return text(account, DATE).map(Position::day);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new SingerException.Config("state", "holds " + text + ", which is not a date");
    }
  }

  /** What the state says of an account by a name. */
  synchronized Optional<String> text(Account account, String name) {
    JsonNode value = json.path(CUSTOMERS).path(account.key()).path(name);
    return Optional.ofNullable(value.textValue());
  }

  /** Marks that an account has been read up to a day; it never goes back. */
  void reached(Account account, LocalDate date, RecordOutput out) throws InterruptedException {
    Optional<LocalDate> before = date(account);
    if (before.isEmpty() || before.get().isBefore(date)) {
      reached(account, DATE, date.toString(), out);
    }
  }

  /** Marks how far an account has been read, one mark at a time. */
  synchronized void reached(Account account, String name, String value, RecordOutput out)
      throws InterruptedException {
    json.withObjectProperty(CUSTOMERS).withObjectProperty(account.key()).put(name, value);
    out.position(json.deepCopy());
  }
}
