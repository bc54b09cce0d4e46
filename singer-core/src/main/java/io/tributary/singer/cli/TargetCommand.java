package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.connector.Target;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.log.Console;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.target.Intake;
import io.tributary.singer.target.StateOutput;
import io.tributary.singer.target.TargetSettings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of a target. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class TargetCommand<C extends Record> implements Callable<Integer>, SingerCli.Reported {
  /** Longer than a tap's, which knows more: of two in a pipe it is the tap that draws. */
  private static final long PROGRESS_DELAY = 2_000;

  private final Target<C> target;
  private final Surroundings surroundings;
  private final Stop stop;
  private @Nullable Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Read messages from this file instead of standard input.")
  private @Nullable Path input;

  @Option(
      names = "--state-file",
      paramLabel = "FILE",
      description = "Keep the newest committed state in this file, besides printing it.")
  private @Nullable Path stateFile;

  @Option(
      names = "--read-state",
      description = {
        "Print the state that the destination keeps, {} if it has none yet, and end: for the",
        "tap to go on from. Needs state_backend warehouse."
      })
  private boolean readState;

  TargetCommand(Target<C> target, Surroundings surroundings, Stop stop) {
    this.target = target;
    this.surroundings = surroundings;
    this.stop = stop;
  }

  @Override
  public CommonOptions options() {
    return common;
  }

  @Override
  public Console console() {
    Console known = console;
    if (known == null) {
      known = SingerCli.console(target, surroundings, common);
      use(known);
    }
    return known;
  }

  private void use(Console now) {
    console = now;
    now.install();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConfigSchema schema = ConfigSchema.of(target.configType(), TargetSettings.class);
    if (common.about) {
      surroundings.print(new About(target, schema).in(common.format));
      return ExitCode.OK.value();
    }
    ConfigFiles files = new ConfigFiles(target.name(), schema, surroundings);
    ObjectNode json = files.read(common.config, console());
    use(console().masking(files.redaction()));
    ConfigReader reader = new ConfigReader(json);
    Optional<C> config = reader.read(target.configType());
    Optional<TargetSettings> settings = reader.read(TargetSettings.class);
    reader.finish();
    if (readState) {
      return readState(config.orElseThrow());
    }
    Path from = input;
    if (from == null) {
      return run(config.orElseThrow(), settings.orElseThrow(), surroundings.in());
    }
    try (InputStream in = opened(from)) {
      return run(config.orElseThrow(), settings.orElseThrow(), in);
    }
  }

  private int readState(C config) {
    try (Planner planner = target.plan(config)) {
      surroundings.print(planner.state().value().text() + "\n");
    }
    return ExitCode.OK.value();
  }

  private InputStream opened(Path from) {
    Path file = surroundings.folder().resolve(from);
    try {
      if (Files.isDirectory(file)) {
        throw new SingerException.Config("--input", from + " is a folder");
      }
      if (!Files.exists(file)) {
        throw new SingerException.Config("--input", from + " does not exist");
      }
      // A channel asks for its position, which a named pipe does not have.
      return new FileInputStream(file.toFile());
    } catch (IOException e) {
      throw new SingerException.Config("--input", from + " " + ConfigFiles.trouble(e));
    }
  }

  private int run(C config, TargetSettings settings, InputStream in)
      throws IOException, InterruptedException {
    MessageReader reader = new MessageReader(in, settings.invalid().maxLineBytes());
    return common.plan ? plan(config, settings, reader) : load(config, settings, reader);
  }

  private int plan(C config, TargetSettings settings, MessageReader reader)
      throws IOException, InterruptedException {
    try (Planner planner = target.plan(config)) {
      LoadPlan plan = new LoadPlan(planner, settings);
      reader.readAll(plan);
      surroundings.print(plan.text());
    }
    return ExitCode.OK.value();
  }

  private int load(C config, TargetSettings settings, MessageReader reader)
      throws InterruptedException {
    RunReport report = new RunReport(Clock.systemUTC());
    StateOutput states =
        new StateOutput(
            surroundings.terminal().takesOutput()
                ? new SharedOutput(surroundings.out(), console())
                : surroundings.out(),
            Optional.ofNullable(stateFile).map(surroundings.folder()::resolve));
    RunWatch watch = RunWatch.of(report, console(), surroundings.terminal(), PROGRESS_DELAY);
    try (Loader loader = target.open(config);
        Intake intake = new Intake(loader, settings, states, Clock.systemUTC(), report)) {
      stop.by(() -> stop(intake));
      intake.run(reader);
      return ExitCode.OK.value();
    } catch (InterruptedException e) {
      if (stop.isRequested()) {
        report.stopped();
        console().warn("stopped; what was not loaded is not acknowledged");
        return ExitCode.TERMINATED.value();
      }
      throw e;
    } finally {
      watch.close();
      new Summary(report, Summary.Kind.TARGET).print(console());
    }
  }

  private static void stop(Intake intake) {
    try {
      intake.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
