package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.world.Table;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which part of a list a request asks for: so many objects, after or before one, created between
 * two seconds (the first included, the last not).
 */
record Window(int limit, String after, String before, long from, long until) {
  static final Set<String> PAGING = Set.of("limit", "starting_after", "ending_before", "expand[]");
  static final Set<String> CREATED =
      Set.of("created", "created[gt]", "created[gte]", "created[lt]", "created[lte]");

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
    for (String name : CREATED) {
      if (query.value(name).isPresent()) {
        long second = integer(name, query.value(name).get());
        switch (name) {
          case "created[gt]" -> from = Math.max(from, second + 1);
          case "created[gte]" -> from = Math.max(from, second);
          case "created[lt]" -> until = Math.min(until, second);
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

  /** The place of the first object of a table that may be shown. */
  <T extends Entity> int first(Table<T> table, Kind kind, View view) {
    int first = until == Long.MAX_VALUE ? 0 : table.firstBefore(until);
    return after.isEmpty()
        ? first
        : Math.max(first, place(table, kind, view, after, "starting_after") + 1);
  }

  /** The place after the last object of a table that may be shown. */
  <T extends Entity> int end(Table<T> table, Kind kind, View view) {
    int end = from == Long.MIN_VALUE ? table.size() : table.firstBefore(from);
    return before.isEmpty()
        ? end
        : Math.min(end, place(table, kind, view, before, "ending_before"));
  }

  private static <T extends Entity> int place(
      Table<T> table, Kind kind, View view, String id, String param) {
    OptionalLong serial = view.names().serial(kind, id);
    if (serial.isPresent()) {
      var found = table.find(serial.getAsLong());
      if (found.isPresent() && found.get().isListed(view.at())) {
        return table.placeOf(found.get());
      }
    }
    throw Refusal.missing(400, kind.objectName().replace('_', ' '), id, param);
  }
}
