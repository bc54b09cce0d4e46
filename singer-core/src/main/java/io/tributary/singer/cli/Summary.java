package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.log.Console;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamFigures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a run did, at its end: a table for people, one line of JSON for machines. */
final class Summary {
  private final RunReport report;
  private final Kind kind;

  Summary(RunReport report, Kind kind) {
    this.report = report;
    this.kind = kind;
  }

  void print(Console console) {
    if (!report.streams().isEmpty()) {
      console.text(table());
    }
    console.data("run finished", json());
  }

  private String table() {
    List<StreamFigures> streams = report.streams();
    int width = streams.stream().mapToInt(s -> s.stream().length()).max().orElse(0);
    int name = Math.max("stream".length(), width);
    StringBuilder table = new StringBuilder(256);
    table.append(pad("stream", name)).append(kind.header());
    for (StreamFigures figures : streams) {
      table.append('\n').append(pad(figures.stream(), name)).append(kind.cells(figures));
      figures.failure().ifPresent(reason -> table.append("  failed: ").append(reason));
      figures.skipped().ifPresent(reason -> table.append("  skipped: ").append(reason));
    }
    return table
        .append('\n')
        .append(report.states())
        .append(report.states() == 1 ? " state in " : " states in ")
        .append(human(report.duration()))
        .toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private ObjectNode json() {
    ObjectNode run = Json.MAPPER.createObjectNode();
    run.put("states", report.states());
    run.put("duration_seconds", report.duration().toMillis() / 1_000.0);
    ArrayNode streams = run.putArray("streams");
    for (StreamFigures figures : report.streams()) {
      ObjectNode stream = streams.addObject();
      stream.put("stream", figures.stream());
      stream.put("records", figures.counts().received());
      if (kind == Kind.TARGET) {
        stream.put("loaded", figures.counts().loaded());
        stream.put("deduplicated", figures.counts().deduplicated());
        stream.put("rejected", figures.counts().rejected());
      }
      stream.put("bytes", figures.bytes());
      stream.put("states", figures.states());
      stream.put("duration_seconds", figures.duration().toMillis() / 1_000.0);
      figures.failure().ifPresent(reason -> stream.put("failure", reason));
      figures.skipped().ifPresent(reason -> stream.put("skipped", reason));
    }
    return run;
  }

  static String human(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
    return seconds < 3_600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  private static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  /** Whose run it was: a target also says where the records ended up. */
  enum Kind {
    TRIAL {
      @Override
      String header() {
        return "  outcome";
      }

      @Override
      String cells(StreamFigures figures) {
        if (figures.failure().isPresent() || figures.skipped().isPresent()) {
          return "";
        }
        return figures.counts().received() > 0
            ? "  can be read"
            : "  can be read, and holds nothing";
      }
    },

    TAP {
      @Override
      String header() {
        return String.format(Locale.ROOT, "%12s%12s%9s%14s", "records", "size", "states", "time");
      }

      @Override
      String cells(StreamFigures figures) {
        return String.format(
            Locale.ROOT,
            "%,12d%12s%,9d%14s",
            figures.counts().received(),
            size(figures.bytes()),
            figures.states(),
            human(figures.duration()));
      }
    },
    TARGET {
      @Override
      String header() {
        return String.format(
            Locale.ROOT,
            "%12s%12s%14s%10s%12s%9s%14s",
            "records",
            "loaded",
            "deduplicated",
            "rejected",
            "size",
            "states",
            "time");
      }

      @Override
      String cells(StreamFigures figures) {
        StreamFigures.Counts counts = figures.counts();
        return String.format(
            Locale.ROOT,
            "%,12d%,12d%,14d%,10d%12s%,9d%14s",
            counts.received(),
            counts.loaded(),
            counts.deduplicated(),
            counts.rejected(),
            size(figures.bytes()),
            figures.states(),
            human(figures.duration()));
      }
    };

    abstract String header();

    abstract String cells(StreamFigures figures);
  }
}
