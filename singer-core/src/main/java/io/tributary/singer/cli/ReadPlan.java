package io.tributary.singer.cli;

import io.tributary.singer.catalog.Selection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.state.State;
import java.util.Locale;

/** What a tap would read, as text for people. */
final class ReadPlan {
  private ReadPlan() {}

  static String of(Selections selections, State state) {
    StringBuilder plan = new StringBuilder(256);
    for (Selection selection : selections.streams()) {
      plan.append(
          String.format(
              Locale.ROOT,
              "%-28s %4d of %4d fields  keys %-20s %s%n",
              selection.name(),
              selection.fields().size(),
              selection.stream().fieldNames().size(),
              selection.keys().isEmpty() ? "none" : String.join(", ", selection.keys()),
              replication(selection, state)));
    }
    return plan.isEmpty() ? "Nothing is selected.\n" : plan.toString();
  }

  private static String replication(Selection selection, State state) {
    Replication replication = selection.replication();
    if (replication instanceof Replication.FullTable) {
      return "in full";
    }
    if (replication instanceof Replication.Incremental incremental) {
      String key = incremental.key();
      return state
          .bookmark(selection.name(), key)
          .map(value -> "from " + key + " " + value)
          .orElse("from the beginning, by " + key);
    }
    return state
        .position(selection.name())
        .map(value -> "from position " + value)
        .orElse("from the beginning, by position");
  }
}
