package io.tributary.singer.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.target.Intake;
import io.tributary.singer.target.StateOutput;
import io.tributary.singer.target.TargetSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares, on one file and in one run: Jackson's bare reading of it into trees, and our reading,
 * checking and spooling of it, with nothing loaded.
 *
 * <p>{@code java … io.tributary.singer.benchmark.IntakeBenchmark [records] [rounds] [file]}
 */
public final class IntakeBenchmark {
  private final Path file;
  private final int records;
  private final PrintStream out;

  private IntakeBenchmark(Path file, int records, PrintStream out) {
    this.file = file;
    this.records = records;
    this.out = out;
  }

  /** Something that reads the whole file. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private record Measured(double seconds, double cpuSeconds) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int records = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path file = args.length > 2 ? Path.of(args[2]) : Files.createTempFile("records", ".jsonl");
    try {
      if (args.length <= 2 || !Files.exists(file)) {
        SampleRecords.write(file, records);
      }
      new IntakeBenchmark(file, records, System.out).compare(rounds);
    } finally {
      if (args.length <= 2) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void compare(int rounds) throws IOException, InterruptedException {
    Measured[] trees = new Measured[rounds];
    Measured[] rows = new Measured[rounds];
    for (int i = 0; i < rounds; i++) {
      trees[i] = measure(this::parseTrees);
      rows[i] = measure(this::spool);
    }
    double bytes = Files.size(file);
    out.printf(
        Locale.ROOT,
        "%d records, %.0f bytes each, %d rounds, %d processors%n",
        records,
        bytes / records,
        rounds,
        Runtime.getRuntime().availableProcessors());
    double tree = print("bare Jackson tree parse", trees, bytes);
    double row = print("read, check and spool", rows, bytes);
    out.printf(Locale.ROOT, "ratio %.2f of the bare parse%n", tree / row);
  }

  private static Measured measure(Work work) throws IOException, InterruptedException {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Measured(
        (System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  /** Prints the median round, and returns its seconds. */
  private double print(String name, Measured[] rounds, double bytes) {
    Measured[] sorted = rounds.clone();
    Arrays.sort(sorted, (one, other) -> Double.compare(one.seconds, other.seconds));
    Measured median = sorted[sorted.length / 2];
    out.printf(
        Locale.ROOT,
        "%-24s %9.0f records/s %7.1f MB/s %6.2f s wall %6.2f s cpu (best %.2f s wall)%n",
        name,
        records / median.seconds,
        bytes / 1e6 / median.seconds,
        median.seconds,
        median.cpuSeconds,
        sorted[0].seconds);
    return median.seconds;
  }

  private void parseTrees() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    long fields = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18);
        MappingIterator<JsonNode> trees = mapper.readerFor(JsonNode.class).readValues(in)) {
      while (trees.hasNextValue()) {
        fields += trees.nextValue().size();
      }
    }
    if (fields < records) {
      throw new IllegalStateException("only " + fields + " fields were read");
    }
  }

  private void spool() throws IOException, InterruptedException {
    RunReport report = new RunReport(Clock.systemUTC());
    StateOutput states = new StateOutput(OutputStream.nullOutputStream(), Optional.empty());
    TargetSettings settings = TargetSettings.defaults();
    try (InputStream in = Files.newInputStream(file);
        Intake intake = new Intake(new Nowhere(), settings, states, Clock.systemUTC(), report)) {
      intake.run(new MessageReader(in, settings.invalid().maxLineBytes()));
    }
    long loaded = report.streams().get(0).counts().loaded();
    if (loaded != records) {
      throw new IllegalStateException("only " + loaded + " rows were spooled");
    }
  }

  /** Takes batches and does nothing with them. */
  private static final class Nowhere implements Loader {
    @Override
    public RowFormat format() {
      return RowFormat.SEPARATED;
    }

    @Override
    public void prepare(SchemaMessage schema) {}

    @Override
    public Loaded load(Batch batch) {
      return new Loaded(batch.records(), 0);
    }

    @Override
    public void close() {}
  }
}
