package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Catalog;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.log.Console;
import io.tributary.singer.message.MessageWriter;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.state.State;
import io.tributary.singer.tap.Sync;
import io.tributary.singer.tap.TapSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of a tap. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class TapCommand<C extends Record> implements Callable<Integer>, SingerCli.Reported {
  private static final long PROGRESS_DELAY = 500;

  private final Tap<C> tap;
  private final Surroundings surroundings;
  private final Stop stop;
  private @Nullable Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = {"-s", "--state"},
      paramLabel = "FILE",
      description = "The state to go on from: the last line that a target printed.")
  private @Nullable Path stateFile;

  @Option(
      names = {"--catalog", "-p", "--properties"},
      paramLabel = "FILE",
      description = "What to read: the catalog of --discover, with your choice in it.")
  private @Nullable Path catalogFile;

  @Option(
      names = {"-d", "--discover"},
      description = "Print the catalog of what can be read, and exit.")
  private boolean discover;

  @Option(
      names = "--streams",
      paramLabel = "NAME",
      split = ",",
      description = "Read these streams only, whatever the catalog selects.")
  private Set<String> only = Set.of();

  @Option(
      names = "--test",
      paramLabel = "HOW",
      arity = "0..1",
      fallbackValue = "records",
      description = {
        "Try the connection: read one record of each stream, as =all does too, and show",
        "which can be read; or with =schema print their schemas only. Without a state."
      })
  private @Nullable Trial trial;

  TapCommand(Tap<C> tap, Surroundings surroundings, Stop stop) {
    this.tap = tap;
    this.surroundings = surroundings;
    this.stop = stop;
  }

  /** How much a trial reads. */
  enum Trial {
    schema(0),
    records(1),
    /** Meltano's SDK means the streams by this, not their records. */
    all(1);

    private final long limit;

    Trial(long limit) {
      this.limit = limit;
    }
  }

  @Override
  public CommonOptions options() {
    return common;
  }

  @Override
  public Console console() {
    Console known = console;
    if (known == null) {
      known = SingerCli.console(tap, surroundings, common);
      use(known);
    }
    return known;
  }

  private void use(Console now) {
    console = now;
    now.install();
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigSchema settings = ConfigSchema.of(tap.configType(), TapSettings.class);
    if (common.about) {
      surroundings.print(new About(tap, settings).in(common.format));
      return ExitCode.OK.value();
    }
    ConfigFiles files = new ConfigFiles(tap.name(), settings, surroundings);
    ObjectNode json = files.read(common.config, console());
    use(console().masking(files.redaction()));
    ConfigReader reader = new ConfigReader(json);
    Optional<C> config = reader.read(tap.configType());
    Optional<TapSettings> tapSettings = reader.read(TapSettings.class);
    reader.finish();
    List<TapStream> streams = tap.streams(config.orElseThrow());
    return discover ? discover(streams) : read(streams, tapSettings.orElseThrow());
  }

  private int discover(List<TapStream> streams) {
    surroundings.print(Catalog.of(streams).toJson().toPrettyString() + "\n");
    return ExitCode.OK.value();
  }

  private int read(List<TapStream> streams, TapSettings settings) throws InterruptedException {
    Selections selections = Selections.of(streams, catalog(), only);
    selections.warnings().forEach(console()::warn);
    State state = state();
    if (common.plan) {
      surroundings.print(new ReadPlan(selections.streams(), state).text());
      return ExitCode.OK.value();
    }
    return sync(selections.streams(), state, settings);
  }

  private int sync(List<Selection> selections, State state, TapSettings settings)
      throws InterruptedException {
    RunReport report = new RunReport(Clock.systemUTC());
    long limit = trial == null ? Sync.NO_LIMIT : trial.limit;
    Sync sync = new Sync(settings, limit, Clock.systemUTC(), report);
    MessageWriter writer = new MessageWriter(surroundings.out());
    stop.by(sync::stop);
    Terminal terminal =
        surroundings.terminal().takesOutput() ? Terminal.NONE : surroundings.terminal();
    RunWatch watch = RunWatch.of(report, console(), terminal, PROGRESS_DELAY);
    try {
      sync.run(selections, trial == null ? state : State.empty(), writer);
      writer.flush();
      return ExitCode.OK.value();
    } catch (InterruptedException e) {
      if (stop.isRequested()) {
        console().warn("stopped; the state that was written covers what was read before");
        return ExitCode.TERMINATED.value();
      }
      throw e;
    } finally {
      watch.close();
      Summary.Kind kind = trial == Trial.records ? Summary.Kind.TRIAL : Summary.Kind.TAP;
      new Summary(report, kind).print(console());
    }
  }

  private Optional<Catalog> catalog() {
    Path file = catalogFile;
    return file == null
        ? Optional.empty()
        : Optional.of(
            Catalog.read(ConfigFiles.object(surroundings.folder().resolve(file), file.toString())));
  }

  /** The state as a target prints it, or the whole STATE message, which some pipes keep. */
  private State state() {
    Path file = stateFile;
    if (file == null) {
      return State.empty();
    }
    return State.read(ConfigFiles.object(surroundings.folder().resolve(file), file.toString()));
  }
}
