package io.tributary.singer.target;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A target of its own process, so that its memory can be bounded: many streams, or wide records,
 * whose input is made while it is read.
 *
 * <p>Arguments: streams, columns, records of each stream.
 */
final class ManyStreams {
  private ManyStreams() {}

  public static void main(String[] args) throws InterruptedException {
    int streams = Integer.parseInt(args[0]);
    int columns = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    RunReport report = new RunReport(Clock.systemUTC());
    StateOutput states = new StateOutput(OutputStream.nullOutputStream(), Optional.empty());
    TargetSettings settings = TargetSettings.defaults();
    InputStream in =
        new SequenceInputStream(
            new Lines(
                streams * (1 + rounds),
                line ->
                    line < streams
                        ? schema("s" + line, columns)
                        : record("s" + line % streams, columns, line)));
    try (Intake intake = new Intake(new Nowhere(), settings, states, Clock.systemUTC(), report)) {
      intake.run(new MessageReader(in, settings.invalid().maxLineBytes()));
    }
    long loaded = report.streams().stream().mapToLong(figures -> figures.counts().loaded()).sum();
    if (loaded != (long) streams * rounds) {
      throw new IllegalStateException("only " + loaded + " records were loaded");
    }
  }

  private static String schema(String stream, int columns) {
    StringBuilder text = new StringBuilder(100 + columns * 50);
    text.append("{\"type\":\"SCHEMA\",\"stream\":\"").append(stream);
    text.append("\",\"key_properties\":[],\"schema\":{\"properties\":{");
    for (int i = 0; i < columns; i++) {
      text.append(i == 0 ? "" : ",").append("\"column_").append(i);
      text.append("\":{\"type\":[\"null\",\"string\"]}");
    }
    return text.append("}}}\n").toString();
  }

  private static String record(String stream, int columns, int line) {
    StringBuilder text = new StringBuilder(100 + columns * 50);
    text.append("{\"type\":\"RECORD\",\"stream\":\"").append(stream).append("\",\"record\":{");
    for (int i = 0; i < columns; i++) {
      text.append(i == 0 ? "" : ",").append("\"column_").append(i);
      text.append("\":\"some value of the record ").append(line).append('"');
    }
    return text.append("}}\n").toString();
  }

  /** Lines that are made when they are asked for. */
  @SuppressWarnings("JdkObsolete")
  private static final class Lines implements Enumeration<InputStream> {
    private final int count;
    private final IntFunction<String> text;
    private int next;

    Lines(int count, IntFunction<String> text) {
      this.count = count;
      this.text = text;
    }

    @Override
    public boolean hasMoreElements() {
      return next < count;
    }

    @Override
    public InputStream nextElement() {
      return new ByteArrayInputStream(text.apply(next++).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class Nowhere implements Loader {
    @Override
    public RowFormat format() {
      return RowFormat.SEPARATED;
    }

    @Override
    public void prepare(SchemaMessage schema, List<Column> columns) {}

    @Override
    public Loaded load(Batch batch) {
      return new Loaded(batch.records(), 0);
    }

    @Override
    public void close() {}
  }
}
