package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.world.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which part of a list a request asks for: so many objects, after or before one, created between
 * two seconds (the first included, the last not).
 */
record Window(int limit, String after, String before, long from, long until) {
  static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before", "expand[]");
  static final Set<String> CREATED =
      Set.of("created", "created[gt]", "created[gte]", "created[lt]", "created[lte]");

  /** How the ids of a list's objects are looked up: only what the list shows is found. */
  record Cursor<T>(String object, Function<String, Optional<T>> find) {}

  private static final Set<String> BOUNDS =
      StripeApi.with(CREATED, "created_after", "created_before");

  private static final int MOST = 100;
  private static final int USUAL = 10;

  static Window of(Query query) {
    String after = query.value("starting_after").orElse("");
    String before = query.value("ending_before").orElse("");
    if (!after.isEmpty() && !before.isEmpty()) {
      throw Refusal.invalid(
          "ending_before",
          "You may only specify one of these parameters: starting_after, ending_before.");
    }
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    for (String name : BOUNDS) {
      if (query.value(name).isPresent()) {
        long second = integer(name, query.value(name).get());
        switch (name) {
          case "created[gt]", "created_after" -> from = Math.max(from, second + 1);
          case "created[gte]" -> from = Math.max(from, second);
          case "created[lt]", "created_before" -> until = Math.min(until, second);
          case "created[lte]" -> until = Math.min(until, second + 1);
          default -> {
            from = Math.max(from, second);
            until = Math.min(until, second + 1);
          }
        }
      }
    }
    return new Window(limit(query), after, before, from, until);
  }

  private static int limit(Query query) {
    String text = query.value("limit").orElse(Integer.toString(USUAL));
    long limit = integer("limit", text);
    if (limit < 1) {
      throw Refusal.invalid("limit", "This value must be greater than or equal to 1.");
    }
    if (limit > MOST) {
      throw Refusal.invalid("limit", "This value must be less than or equal to " + MOST + ".");
    }
    return (int) limit;
  }

  private static long integer(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.invalidInteger(name, text);
    }
  }

  /** Whether an object was created in the time that is asked for. */
  boolean spans(long created) {
    long second = Math.floorDiv(created, Days.SECOND);
    return second >= from && second < until;
  }

  /** The place of the first object of a table that may be shown. */
  <T extends Entity> int first(Table<T> table, Cursor<T> cursor) {
    int first = until == Long.MAX_VALUE ? 0 : table.firstBefore(until);
    return after.isEmpty()
        ? first
        : Math.max(first, place(table, cursor, after, "starting_after") + 1);
  }

  /** The place after the last object of a table that may be shown. */
  <T extends Entity> int end(Table<T> table, Cursor<T> cursor) {
    int end = from == Long.MIN_VALUE ? table.size() : table.firstBefore(from);
    return before.isEmpty() ? end : Math.min(end, place(table, cursor, before, "ending_before"));
  }

  private static <T extends Entity> int place(
      Table<T> table, Cursor<T> cursor, String id, String param) {
    Optional<T> found = cursor.find().apply(id);
    if (found.isEmpty()) {
      throw Refusal.missing(400, cursor.object().replace('_', ' '), id, param);
    }
    return table.placeOf(found.get());
  }
}
