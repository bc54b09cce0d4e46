package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.connector.ReadCost;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a tap would read, and what that would take, as text for people. */
final class ReadPlan {
  private final List<Selection> selections;
  private final State state;
  private final StringBuilder text = new StringBuilder(256);
  private Optional<ReadCost> all = Optional.empty();
  private double longest;

  ReadPlan(List<Selection> selections, State state) {
    this.selections = selections;
    this.state = state;
  }

  /** The plan. A stream that cannot be looked at says so in its place. */
  String text() throws InterruptedException {
    if (selections.isEmpty()) {
      return "Nothing is selected.\n";
    }
    for (Selection selection : selections) {
      selection.stream().source().prepare(request(selection));
    }
    for (Selection selection : selections) {
      add(selection);
    }
    all.ifPresent(
        cost ->
            text.append("In all ")
                .append(words(cost, longest))
                .append(cost.perDay() > 0 ? ofTheDay(cost) : "")
                .append('\n'));
    return text.toString();
  }

  private void add(Selection selection) throws InterruptedException {
    text.append(
        String.format(
            Locale.ROOT,
            "%-28s %4d of %4d fields  keys %-20s %s",
            selection.name(),
            selection.fields().size(),
            selection.stream().fieldNames().size(),
            selection.keys().isEmpty() ? "none" : String.join(", ", selection.keys()),
            replication(selection)));
    try {
      RecordSource source = selection.stream().source();
      source.cost(request(selection)).ifPresent(this::add);
    } catch (IOException | SingerException e) {
      text.append("; ").append(e.getMessage());
    }
    text.append('\n');
  }

  private void add(ReadCost cost) {
    all = Optional.of(all.map(sum -> sum.and(cost)).orElse(cost));
    longest = Math.max(longest, cost.seconds());
    text.append("; ")
        .append(number(cost.windows()))
        .append(cost.windows() == 1 ? " window, " : " windows, ")
        .append(words(cost, cost.seconds()));
  }

  /** Streams are read side by side: together they take as long as the slowest, or as the limit. */
  private static String words(ReadCost cost, double slowest) {
    double seconds = Math.max(slowest, cost.requests() / cost.perSecondInAll());
    return String.format(
        Locale.ROOT,
        "about %s %s, %s at the least",
        number(cost.requests()),
        cost.requests() == 1 ? "request" : "requests",
        Summary.human(Duration.ofMillis((long) (seconds * 1_000))));
  }

  private static String ofTheDay(ReadCost cost) {
    return String.format(
        Locale.ROOT,
        "; %s of the %s that a day allows",
        cost.requests() > cost.perDay() ? "more than all" : percent(cost),
        number(cost.perDay()));
  }

  private static String percent(ReadCost cost) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * cost.requests() / cost.perDay());
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private ReadRequest request(Selection selection) {
    return new ReadRequest(bookmark(selection), selection.fields(), Long.MAX_VALUE);
  }

  private Optional<JsonNode> bookmark(Selection selection) {
    Replication replication = selection.replication();
    if (replication instanceof Replication.Positioned) {
      return state.position(selection.name());
    }
    return replication instanceof Replication.Incremental incremental
        ? state.bookmark(selection.name(), incremental.key())
        : Optional.empty();
  }

  private String replication(Selection selection) {
    Replication replication = selection.replication();
    if (replication instanceof Replication.FullTable) {
      return "in full";
    }
    String by =
        replication instanceof Replication.Incremental incremental ? incremental.key() : "position";
    return bookmark(selection)
        .map(value -> "from " + by + " " + value)
        .orElse("from the beginning, by " + by);
  }
}
