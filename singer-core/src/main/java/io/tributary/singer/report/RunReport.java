package io.tributary.singer.report;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a run does, stream by stream.
 *
 * <p>Thread-safe: the runner's threads count while the command line looks.
 */
public final class RunReport {
  private final Clock clock;
  private final long startedAt;
  private final LongAdder states = new LongAdder();
  private final Map<String, StreamReport> streams = new LinkedHashMap<>();

  public RunReport(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  /** The counters of a stream, which begin when they are first asked for. */
  public StreamReport stream(String name) {
    synchronized (streams) {
      return streams.computeIfAbsent(name, absent -> new StreamReport(name, clock));
    }
  }

  /** Counts a state that went out. */
  public void stateEmitted() {
    states.increment();
  }

  /** Says that the run ended early, of each stream whose records are not all accounted for. */
  public void stopped() {
    for (StreamFigures figures : streams()) {
      if (!figures.counts().areAccountedFor()) {
        stream(figures.stream()).failed("stopped before its end");
      }
    }
  }

  /** How many states went out. */
  public long states() {
    return states.sum();
  }

  /** How long the run has lasted. */
  public Duration duration() {
    return Duration.ofMillis(clock.millis() - startedAt);
  }

  /** The figures as they are now, in the order in which the streams began. */
  public List<StreamFigures> streams() {
    List<StreamReport> reports;
    synchronized (streams) {
      reports = new ArrayList<>(streams.values());
    }
    return reports.stream().map(StreamReport::figures).toList();
  }
}
