package io.tributary.singer.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Standard error: log lines, and below them, on a terminal, a few lines of progress that are drawn
 * anew.
 *
 * <p>A terminal is shared with the other programs of a pipe. So the cursor always rests where the
 * progress begins, whoever drew it, and whoever writes first erases from there on; each of these
 * steps is one write.
 *
 * <p>Thread-safe. One console is the process's at a time, since SLF4J asks for its loggers without
 * an argument.
 */
public final class Console {
  private static final AtomicReference<@Nullable Console> CURRENT = new AtomicReference<>();

  private static final String ERASE = "\r\u001b[J";
  private static final String CUT_LONG_LINES = "\u001b[?7l";
  private static final String WRAP_LONG_LINES = "\u001b[?7h";

  private final PrintStream err;
  private final String application;
  private final LogFormat format;
  private final boolean verbose;
  private final Redaction redaction;
  private final boolean terminal;
  private final ConcurrentHashMap<Counter, LongAdder> counters = new ConcurrentHashMap<>();

  private record Counter(String metric, String endpoint) {}

  public Console(
      PrintStream err, String application, LogFormat format, boolean verbose, Redaction redaction) {
    this(err, application, format, verbose, redaction, false);
  }

  private Console(
      PrintStream err,
      String application,
      LogFormat format,
      boolean verbose,
      Redaction redaction,
      boolean terminal) {
    this.err = err;
    this.application = application;
    this.format = format;
    this.verbose = verbose;
    this.redaction = redaction;
    this.terminal = terminal;
  }

  /** Makes this the console that loggers write to. */
  public void install() {
    CURRENT.set(this);
  }

  /** The console that loggers write to; null until one is installed, and then nothing is logged. */
  static @Nullable Console current() {
    return CURRENT.get();
  }

  /** A console that writes like this one, and masks secrets. */
  public Console masking(Redaction secrets) {
    return new Console(err, application, format, verbose, secrets, terminal);
  }

  /** A console that writes like this one, and knows whether it is a terminal. */
  public Console onTerminal(boolean isTerminal) {
    return new Console(err, application, format, verbose, redaction, isTerminal);
  }

  /** Whether lines of this severity are shown. */
  boolean shows(String logger, Severity severity) {
    boolean ours = logger.startsWith("io.tributary.") || logger.startsWith("singer");
    if (severity == Severity.DEBUG) {
      return verbose && ours;
    }
    return ours || verbose || severity.compareTo(Severity.WARNING) >= 0;
  }

  public LogFormat format() {
    return format;
  }

  public void info(String message) {
    log("singer", Severity.INFO, message, null);
  }

  public void warn(String message) {
    log("singer", Severity.WARNING, message, null);
  }

  /** Says what ended the run: one line for each sentence. */
  public void critical(String message) {
    for (String sentence : message.split("\n", -1)) {
      log("singer", Severity.CRITICAL, application + ": " + sentence, null);
    }
  }

  /** Shows where a failure arose. */
  public void trace(Throwable failure) {
    log("singer", Severity.ERROR, failure.getClass().getSimpleName(), failure);
  }

  /**
   * Writes a metric, in a form that both families of parsers know. No parser reads a terminal, so
   * there it takes {@code --verbose}.
   */
  public void metric(ObjectNode metric) {
    if (format == LogFormat.JSON) {
      ObjectNode line = event("singer.metrics", Severity.INFO, "METRIC");
      line.put("stream_name", metric.at("/tags/stream").asText(null));
      line.set("metric_info", metric);
      write(line.toString());
    } else if (!terminal || verbose) {
      write("INFO METRIC: " + metric);
    }
  }

  /** Counts one more of something, to be written with the next {@link #counters}. */
  void count(String metric, String endpoint) {
    counters.computeIfAbsent(new Counter(metric, endpoint), absent -> new LongAdder()).increment();
  }

  /** Writes what was counted since it was last written. */
  public void counters() {
    counters.forEach(
        (counter, sum) -> {
          long increase = sum.sumThenReset();
          if (increase > 0) {
            ObjectNode metric = Json.MAPPER.createObjectNode();
            metric.put("type", "counter").put("metric", counter.metric()).put("value", increase);
            metric.putObject("tags").put("endpoint", counter.endpoint());
            metric(metric);
          }
        });
  }

  /** Writes text for people as it is, such as the table at the end; nothing in JSON. */
  public void text(String lines) {
    if (format == LogFormat.TEXT) {
      write(lines);
    }
  }

  /** Writes an object for machines; nothing in text. */
  public void data(String message, ObjectNode extra) {
    if (format == LogFormat.JSON) {
      ObjectNode line = event("singer", Severity.INFO, message);
      line.set("extra", extra);
      write(line.toString());
    }
  }

  void log(String logger, Severity severity, String message, @Nullable Throwable failure) {
    if (format == LogFormat.JSON) {
      ObjectNode line = event(logger, severity, message);
      if (failure != null) {
        line.set("exception", StackTraces.asJson(failure));
      }
      write(line.toString());
    } else {
      String text = severity + " " + message;
      write(failure == null ? text : text + "\n" + StackTraces.asText(failure));
    }
  }

  /** Shows lines of progress below what is written, in place of the last ones. */
  public synchronized void progress(List<String> lines) {
    String up = lines.size() > 1 ? "\u001b[" + (lines.size() - 1) + "A" : "";
    String shown = redaction.apply(String.join("\r\n", lines));
    err.print(
        lines.isEmpty() ? ERASE : ERASE + CUT_LONG_LINES + shown + WRAP_LONG_LINES + up + "\r");
    err.flush();
  }

  private synchronized void write(String text) {
    err.print((terminal ? ERASE : "") + redaction.apply(text) + "\n");
    err.flush();
  }

  private ObjectNode event(String logger, Severity severity, String message) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("level", severity.lowerCase());
    line.put("pid", ProcessHandle.current().pid());
    line.put("logger_name", logger);
    line.put("ts", System.currentTimeMillis() / 1_000.0);
    line.put("thread_name", Thread.currentThread().getName());
    line.put("app_name", application);
    line.putNull("stream_name");
    line.put("message", message);
    line.putObject("extra");
    return line;
  }
}
