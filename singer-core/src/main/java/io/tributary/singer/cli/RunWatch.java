package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.log.Console;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamFigures;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches a run: draws progress on a terminal, and writes Singer's METRIC lines.
 *
 * <p>Counters are the increase since the last line, once a minute and at the end, as singer-python
 * writes them.
 *
 * @see <a href="https://github.com/singer-io/singer-python/blob/master/singer/metrics.py">singer
 *     metrics</a>
 */
final class RunWatch implements AutoCloseable {
  private static final long METRICS_SECONDS = 60;
  private static final long PROGRESS_MILLIS = 500;

  private final RunReport report;
  private final Console console;
  private final Terminal terminal;
  private final Progress progress = new Progress(Clock.systemUTC());
  private final Map<String, Long> counted = new HashMap<>();
  private final ScheduledExecutorService timer;
  private boolean isDrawn;

  private RunWatch(RunReport report, Console console, Terminal terminal) {
    this.report = report;
    this.console = console;
    this.terminal = terminal;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to watch.
   *
   * @param terminal where progress is drawn, if it is one
   * @param delay after how many milliseconds, so that of two programs in a pipe the first draws
   */
  static RunWatch of(RunReport report, Console console, Terminal terminal, long delay) {
    RunWatch watch = new RunWatch(report, console, terminal);
    watch.every(METRICS_SECONDS * 1_000, METRICS_SECONDS * 1_000, watch::count);
    if (terminal.isThere()) {
      watch.every(delay, PROGRESS_MILLIS, watch::draw);
    }
    return watch;
  }

  private synchronized void draw() {
    List<String> lines = progress.lines(report.streams());
    if (lines.isEmpty()) {
      endDrawing();
    } else if (terminal.takeTurn()) {
      isDrawn = true;
      console.progress(lines);
    }
  }

  private void endDrawing() {
    if (isDrawn) {
      console.progress(List.of());
      isDrawn = false;
    }
    terminal.endTurn();
  }

  private void every(long delay, long millis, Runnable action) {
    var unused = timer.scheduleAtFixedRate(action, delay, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void count() {
    console.counters();
    for (StreamFigures figures : report.streams()) {
      long received = figures.counts().received();
      Long before = counted.put(figures.stream(), received);
      long increase = received - (before == null ? 0 : before);
      if (increase > 0 || before == null) {
        ObjectNode metric = metric("counter", "record_count", figures.stream());
        metric.put("value", increase);
        console.metric(metric);
      }
    }
  }

  private void timeStreams() {
    for (StreamFigures figures : report.streams()) {
      ObjectNode metric = metric("timer", "job_duration", figures.stream());
      metric.put("value", figures.duration().toMillis() / 1_000.0);
      metric
          .withObjectProperty("tags")
          .put("job_type", "sync")
          .put("status", figures.failure().isEmpty() ? "succeeded" : "failed");
      console.metric(metric);
    }
  }

  private static ObjectNode metric(String type, String name, String stream) {
    ObjectNode metric = Json.MAPPER.createObjectNode();
    metric.put("type", type).put("metric", name).put("value", 0);
    metric.putObject("tags").put("endpoint", stream).put("stream", stream);
    return metric;
  }

  /** Ends the watching, and writes the last metrics. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    endDrawing();
    count();
    timeStreams();
  }
}
