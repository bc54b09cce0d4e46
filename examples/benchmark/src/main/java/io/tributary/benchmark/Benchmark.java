package io.tributary.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.target.Intake;
import io.tributary.singer.target.StateOutput;
import io.tributary.singer.target.TargetSettings;
import io.tributary.target.bigquery.TargetBigquery;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Moves the same records in several ways and prints how long each took, as a table.
 *
 * <p>Arguments: how many records, the folder to work in, the launcher of target-duckdb, and, to
 * measure Meltano's SDK in the same run, a Python that has singer-sdk. Each way is taken three
 * times after a warm-up, in turn, so that a machine whose speed drifts drifts for all; the median
 * counts. What is started as a process of its own is timed whole, start-up and all.
 */
public final class Benchmark {
  private static final int RUNS = 3;
  private static final long PEER_RECORDS = 20_000;

  private final long records;
  private final Path folder;
  private final PrintStream out;

  /** What target-duckdb used each time. */
  private final List<Usage> usages = new ArrayList<>();

  private Benchmark(long records, Path folder, PrintStream out) {
    this.records = records;
    this.folder = folder;
    this.out = out;
  }

  /** One way of moving the records. */
  private interface Way {
    void go() throws IOException, InterruptedException, SQLException;
  }

  /** A way, how many records it moves, and how long it took each time, in seconds. */
  private record Measured(String name, long records, Way way, List<Double> seconds) {
    Measured(String name, long records, Way way) {
      this(name, records, way, new ArrayList<>());
    }

    double perSecond() {
      return records / seconds.stream().sorted().toList().get(seconds.size() / 2);
    }
  }

  public static void main(String... args) throws IOException, InterruptedException, SQLException {
    Path folder = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(folder);
    PrintStream out = System.out;
    Optional<String> python = args.length > 3 ? Optional.of(args[3]) : Optional.empty();
    new Benchmark(Long.parseLong(args[0]), folder, out).run(Path.of(args[2]), python);
  }

  private void run(Path launcher, Optional<String> python)
      throws IOException, InterruptedException, SQLException {
    Orders.write(records, messages(), bare());
    long bytes = Files.size(messages());
    Measured tree = new Measured("bare Jackson tree parse", records, this::parseTrees);
    Measured spool =
        new Measured(
            "reader + validation + spooling",
            records,
            () -> spool(messages(), RowFormat.SEPARATED));
    Measured quoted =
        new Measured(
            "the same for target-snowflake, ready to PUT",
            records,
            () -> spool(messages(), RowFormat.QUOTED));
    Measured sent =
        new Measured("the same for target-bigquery, compressed and sent", records, this::send);
    Measured duckdb =
        new Measured("target-duckdb, append, as a process", records, () -> load(launcher));
    Measured json =
        new Measured(
            "DuckDB's own read_json of the messages",
            records,
            () ->
                readJson(
                    messages(), "SELECT unnest(record) FROM read_json(%s) WHERE type = 'RECORD'"));
    Measured rows =
        new Measured(
            "DuckDB's own read_json of the bare records",
            records,
            () -> readJson(bare(), "SELECT * FROM read_json(%s)"));
    List<Measured> ways = new ArrayList<>(List.of(tree, spool, quoted, sent, json, rows, duckdb));
    Optional<Measured> peer = python.map(this::peer);
    peer.ifPresent(ways::add);
    for (int run = 0; run <= RUNS; run++) {
      for (Measured way : ways) {
        double seconds = seconds(way.way());
        if (run > 0) {
          way.seconds().add(seconds);
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d records, %.0f bytes a message, %d processors, Java %s%n%n",
        records,
        (double) bytes / records,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    out.println("| what | records/s | MB/s | seconds |");
    out.println("| --- | ---: | ---: | --- |");
    for (Measured way : ways) {
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f | %s |%n",
          way.name(),
          way.perSecond(),
          way.perSecond() * bytes / records / 1e6,
          way.seconds().stream().map(s -> String.format(Locale.ROOT, "%.2f", s)).toList());
    }
    out.println();
    ratio("spooling over the bare tree parse", spool, tree, 0.6);
    ratio("spooling for target-snowflake over the bare tree parse", quoted, tree, 0.6);
    ratio("target-bigquery's way in over the bare tree parse", sent, tree, 0.6);
    ratio("target-duckdb over DuckDB's read_json of the same file", duckdb, json, 0.4);
    out.printf(
        Locale.ROOT,
        "target-duckdb over DuckDB's read_json of the bare records: %.2f%n",
        duckdb.perSecond() / rows.perSecond());
    Usage usage = Usage.largest(usages);
    out.printf(
        Locale.ROOT,
        "target-duckdb took %.1f s of processors and held at most %,d MB of memory%n",
        usage.cpu().toMillis() / 1e3,
        usage.peakKb() / 1024);
    peer.ifPresent(
        sdk -> {
          ratio("spooling over Meltano's SDK", spool, sdk, 25);
          ratio("spooling for target-snowflake over Meltano's SDK", quoted, sdk, 25);
          ratio("target-bigquery's way in over Meltano's SDK", sent, sdk, 25);
        });
  }

  private void ratio(String what, Measured ours, Measured other, double goal) {
    out.printf(
        Locale.ROOT, "%s: %.2f (to reach: %s)%n", what, ours.perSecond() / other.perSecond(), goal);
  }

  private static double seconds(Way way) throws IOException, InterruptedException, SQLException {
    long begin = System.nanoTime();
    way.go();
    return (System.nanoTime() - begin) / 1e9;
  }

  private Path messages() {
    return folder.resolve("messages.jsonl");
  }

  private Path bare() {
    return folder.resolve("records.jsonl");
  }

  /** The limit: Jackson as it comes, with no more done to a message than to build its tree. */
  private void parseTrees() throws IOException {
    long count = 0;
    try (InputStream in = Files.newInputStream(messages());
        MappingIterator<JsonNode> trees =
            new ObjectMapper().readerFor(JsonNode.class).readValues(in)) {
      while (trees.hasNextValue()) {
        count += trees.nextValue().size() > 0 ? 1 : 0;
      }
    }
    expect(count > records, "parsed " + count);
  }

  private void spool(Path input, RowFormat format) throws IOException, InterruptedException {
    CountingLoader loader = new CountingLoader(format);
    take(input, loader);
    expect(loader.records == records, "spooled " + loader.records);
  }

  /** All that target-bigquery does, but for BigQuery: the files go to a door. */
  private void send() throws IOException, InterruptedException {
    TargetBigquery target = new TargetBigquery();
    try (BigqueryDoor door = new BigqueryDoor(BigqueryDoor.Rows.NAMED);
        Loader loader = target.open(ConfigReader.read(door.settings(), target.configType()))) {
      take(messages(), loader);
    }
  }

  private static void take(Path input, Loader loader) throws IOException, InterruptedException {
    TargetSettings settings = TargetSettings.defaults();
    StateOutput states = new StateOutput(OutputStream.nullOutputStream(), Optional.empty());
    Clock clock = Clock.systemUTC();
    try (InputStream in = Files.newInputStream(input);
        Intake intake = new Intake(loader, settings, states, clock, new RunReport(clock))) {
      intake.run(new MessageReader(in, settings.invalid().maxLineBytes()));
    }
  }

  private void load(Path launcher) throws IOException, InterruptedException {
    Path database = folder.resolve("target.duckdb");
    Files.deleteIfExists(database);
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        new ObjectMapper()
            .createObjectNode()
            .put("path", database.toString())
            .put("load_method", "append-only")
            .toString());
    usages.add(process(messages(), launcher.toString(), "--config", config.toString()));
  }

  /** DuckDB finds the schema out by itself, checks nothing, and reads on all processors. */
  private void readJson(Path file, String query) throws IOException, SQLException {
    Path database = folder.resolve("yardstick.duckdb");
    Files.deleteIfExists(database);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement()) {
      String quoted = "'" + file.toString().replace("'", "''") + "'";
      statement.execute("CREATE TABLE orders AS " + query.formatted(quoted));
    }
  }

  /** Meltano's SDK: a target whose sink throws its batches away, with the default settings. */
  private Measured peer(String python) {
    Path script = folder.resolve("sdk_target.py");
    Path input = folder.resolve("peer.jsonl");
    return new Measured(
        "Meltano's SDK target, default settings, no sink",
        PEER_RECORDS,
        () -> {
          if (!Files.exists(script)) {
            try (InputStream source = Benchmark.class.getResourceAsStream("sdk_target.py")) {
              Files.write(script, source == null ? new byte[0] : source.readAllBytes());
            }
            Orders.write(PEER_RECORDS, input, folder.resolve("peer-bare.jsonl"));
          }
          process(input, python, script.toString());
        });
  }

  private Usage process(Path input, String... command) throws IOException, InterruptedException {
    File log = folder.resolve("process.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log)
            .start();
    Usage usage = Usage.of(process);
    int code = process.exitValue();
    expect(
        code == 0,
        Arrays.toString(command)
            + " exited with "
            + code
            + ":\n"
            + Files.readString(log.toPath(), StandardCharsets.UTF_8));
    return usage;
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** A destination that only counts. */
  private static final class CountingLoader implements Loader {
    private final RowFormat format;
    private long records;

    private CountingLoader(RowFormat format) {
      this.format = format;
    }

    @Override
    public RowFormat format() {
      return format;
    }

    @Override
    public void prepare(SchemaMessage schema, List<Column> columns) {}

    @Override
    public Loaded load(Batch batch) {
      records += batch.records();
      return new Loaded(batch.records(), 0);
    }

    @Override
    public void close() {}
  }
}
