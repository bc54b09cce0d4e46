package io.tributary.singer.cli;

import io.tributary.singer.report.StreamFigures;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The lines that a terminal shows while a run goes on: one for each stream that is active, which is
 * one that got records of late, or that has not ended and has none yet.
 */
final class Progress {
  private static final int MOST_LINES = 8;
  private static final long LATELY_MILLIS = 5_000;

  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  /** How many records a stream had, and when that became so. */
  private record Seen(long records, long at) {}

  Progress(Clock clock) {
    this.clock = clock;
  }

  List<String> lines(List<StreamFigures> streams) {
    List<StreamFigures> active = streams.stream().filter(this::isActive).toList();
    List<String> lines = new ArrayList<>();
    active.stream().limit(MOST_LINES).map(Progress::line).forEach(lines::add);
    if (active.size() > MOST_LINES) {
      lines.add("  and " + (active.size() - MOST_LINES) + " more streams");
    }
    return lines;
  }

  private boolean isActive(StreamFigures figures) {
    long now = clock.millis();
    long records = figures.counts().received();
    Seen last = seen.get(figures.stream());
    if (last == null || last.records() != records) {
      last = new Seen(records, now);
      seen.put(figures.stream(), last);
    }
    return !figures.isFinished() && (records == 0 || now - last.at() < LATELY_MILLIS);
  }

  private static String line(StreamFigures figures) {
    long count = figures.counts().received();
    double seconds = Math.max(0.001, figures.duration().toMillis() / 1_000.0);
    double rate = count / seconds;
    String line =
        String.format(
            Locale.ROOT, "  %-28s %,12d records  %,10.0f/s", figures.stream(), count, rate);
    if (figures.expected().isPresent() && rate > 0) {
      long left = Math.max(0, figures.expected().getAsLong() - count);
      line += "  " + Summary.human(Duration.ofSeconds((long) (left / rate))) + " left";
    }
    return line;
  }
}
