package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.connector.Target;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small tap, a small target, and a way to run them as their command line would. */
final class Demo {
  static final String SECRET = "hush-hush-1";

  private final Path folder;
  private final Connector<?> connector;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Demo(Path folder, Connector<?> connector) {
    this.folder = folder;
    this.connector = connector;
  }

  static Demo tap(Path folder) {
    return new Demo(folder, new DemoTap());
  }

  static Demo target(Path folder) {
    return new Demo(folder, new DemoTarget());
  }

  /** Two streams, a and b, of three records each; {@code fault} says what goes wrong. */
  record TapConfig(
      @Setting("The key.") Secret apiKey,
      @Setting(value = "What goes wrong.", byDefault = "\"nothing\"") String fault) {}

  /** {@code fault} says what goes wrong. */
  record TargetConfig(
      @Setting(value = "What goes wrong.", byDefault = "\"nothing\"") String fault) {}

  int run(String input, String... arguments) {
    return run(input, out, arguments);
  }

  int run(String input, OutputStream to, String... arguments) {
    out.reset();
    err.reset();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            to,
            errors,
            Map.of("TAP_DEMO_API_KEY", SECRET),
            folder,
            Terminal.NONE);
    return SingerCli.run(connector, surroundings, arguments);
  }

  List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** The sentences that end a run. */
  List<String> critical() {
    return err().lines().filter(line -> line.startsWith("CRITICAL ")).toList();
  }

  private static final class DemoTap implements Tap<TapConfig> {
    @Override
    public String name() {
      return "tap-demo";
    }

    @Override
    public String description() {
      return "Reads nothing.";
    }

    @Override
    public Class<TapConfig> configType() {
      return TapConfig.class;
    }

    @Override
    public List<TapStream> streams(TapConfig config) {
      if (config.fault().equals("bug")) {
        throw new IllegalStateException("with " + config.apiKey().reveal());
      }
      return List.of(stream("a", config.fault()), stream("b", config.fault()));
    }

    private static TapStream stream(String name, String fault) {
      JsonSchema schema = JsonSchema.object().property("id", LogicalType.INTEGER);
      return TapStream.of(name, schema, (request, records) -> read(name, fault, records))
          .keyedBy("id");
    }

    private static void read(String name, String fault, RecordOutput out)
        throws InterruptedException {
      if (fault.equals("source") || (fault.equals("partial") && name.equals("b"))) {
        throw new SingerException.Source("the source is down");
      }
      if (fault.equals("quota")) {
        throw new SingerException.Quota("no requests are left until midnight");
      }
      out.expect(3);
      for (int id = 1; id <= 3; id++) {
        ObjectNode record = Json.MAPPER.createObjectNode().put("id", id);
        out.record(record);
      }
    }
  }

  private static final class DemoTarget implements Target<TargetConfig> {
    @Override
    public String name() {
      return "target-demo";
    }

    @Override
    public String description() {
      return "Writes nothing.";
    }

    @Override
    public Class<TargetConfig> configType() {
      return TargetConfig.class;
    }

    @Override
    public Loader open(TargetConfig config) {
      return new DemoLoader(config.fault());
    }

    @Override
    public Planner plan(TargetConfig config) {
      return new Planner() {
        @Override
        public List<String> steps(SchemaMessage schema, List<Column> columns) {
          return List.of("make " + schema.stream());
        }

        @Override
        public void close() {}
      };
    }
  }

  private record DemoLoader(String fault) implements Loader {
    @Override
    public RowFormat format() {
      return RowFormat.SEPARATED;
    }

    @Override
    public void prepare(SchemaMessage schema, List<Column> columns) {}

    @Override
    public Loaded load(Batch batch) {
      if (fault.equals("destination")) {
        throw new SingerException.Destination("the database is down");
      }
      return new Loaded(fault.equals("loss") ? 0 : batch.records(), 0);
    }

    @Override
    public void close() {}
  }
}
