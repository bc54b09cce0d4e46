package io.tributary.singer.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Standard error: log lines, and below them, on a terminal, a few lines of progress that are drawn
 * anew.
 *
 * <p>Thread-safe. One console is the process's at a time, since SLF4J asks for its loggers without
 * an argument.
 */
public final class Console {
  private static final AtomicReference<@Nullable Console> CURRENT = new AtomicReference<>();

  private static final String ERASE_TO_END = "\u001b[J";

  private final PrintStream err;
  private final String application;
  private final LogFormat format;
  private final boolean verbose;
  private final Redaction redaction;
  private int shownLines;

  public Console(
      PrintStream err, String application, LogFormat format, boolean verbose, Redaction redaction) {
    this.err = err;
    this.application = application;
    this.format = format;
    this.verbose = verbose;
    this.redaction = redaction;
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
    return new Console(err, application, format, verbose, secrets);
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

  /** Writes a metric, in a form that both families of parsers know. */
  public void metric(ObjectNode metric) {
    if (format == LogFormat.JSON) {
      ObjectNode line = event("singer.metrics", Severity.INFO, "METRIC");
      line.put("stream_name", metric.at("/tags/stream").asText(null));
      line.set("metric_info", metric);
      write(line.toString());
    } else {
      write("INFO METRIC: " + metric);
    }
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
    erase();
    lines.forEach(line -> err.print(redaction.apply(line) + "\n"));
    shownLines = lines.size();
    err.flush();
  }

  private synchronized void write(String text) {
    erase();
    err.print(redaction.apply(text) + "\n");
    err.flush();
  }

  private void erase() {
    if (shownLines > 0) {
      err.print("\u001b[" + shownLines + "A\r" + ERASE_TO_END);
      shownLines = 0;
    }
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
