package io.tributary.singer.cli;

import io.tributary.singer.report.StreamFigures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The lines that a terminal shows while a run goes on: one for each active stream. */
final class Progress {
  private static final int MOST_LINES = 12;

  private Progress() {}

  static List<String> lines(List<StreamFigures> streams) {
    return streams.stream()
        .filter(figures -> !figures.isFinished())
        .limit(MOST_LINES)
        .map(Progress::line)
        .toList();
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
