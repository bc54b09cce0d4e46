package io.tributary.singer.cli;

import io.tributary.singer.connector.Connector;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.connector.Target;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.log.Console;
import io.tributary.singer.log.Redaction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The command line that every connector has. */
public final class SingerCli {
  /** How long a stopped run may take to end in order, before the process ends anyway. */
  private static final long GRACE_SECONDS = 30;

  private SingerCli() {}

  /** What a connector's {@code main} calls. Ends the process. */
  public static void main(Connector<?> connector, String... args) {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream err = System.err;
    System.setOut(err);
    Stop stop = new Stop();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, ended), "stop"));
    Surroundings surroundings =
        new Surroundings(
            System.in, out, err, System.getenv(), Path.of(""), Terminal.of(System.getenv()));
    int code = run(connector, surroundings, stop, args);
    err.flush();
    ended.countDown();
    System.exit(code);
  }

  /**
   * On a signal the virtual machine runs this and then ends with 128 and the signal's number, which
   * are the exit codes that we promise.
   */
  private static void stopAndWait(Stop stop, CountDownLatch ended) {
    stop.request();
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("CRITICAL the run did not end in order within the time it had");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs without touching the process: what a test calls. */
  public static int run(Connector<?> connector, Surroundings surroundings, String... args) {
    return run(connector, surroundings, new Stop(), args);
  }

  static int run(Connector<?> connector, Surroundings surroundings, Stop stop, String... args) {
    console(connector, surroundings, new CommonOptions()).install();
    CommandLine line = commandLine(connector, surroundings, stop);
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setExecutionExceptionHandler((failure, command, parsed) -> failed(command, failure));
    line.setParameterExceptionHandler((failure, arguments) -> misused(line, failure));
    try {
      return line.execute(args);
    } catch (Error e) { // which the handler is not asked about
      return failed(line, e);
    }
  }

  /** The command line without a run behind it: for its help page and its completion script. */
  public static CommandLine commandLine(Connector<?> connector) {
    return commandLine(
        connector,
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            Map.of(),
            Path.of(""),
            Terminal.NONE),
        new Stop());
  }

  private static CommandLine commandLine(
      Connector<?> connector, Surroundings surroundings, Stop stop) {
    Callable<Integer> command =
        connector instanceof Tap<?> tap
            ? new TapCommand<>(tap, surroundings, stop)
            : new TargetCommand<>((Target<?>) connector, surroundings, stop);
    CommandLine line = new CommandLine(command);
    line.setCommandName(connector.name());
    line.getCommandSpec().usageMessage().description(connector.description());
    line.getCommandSpec().version(connector.name() + " " + Version.TEXT);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
    return line;
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  static Console console(Connector<?> connector, Surroundings surroundings, CommonOptions options) {
    String variable = connector.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_LOGLEVEL";
    String level =
        surroundings
            .environment()
            .getOrDefault(variable, surroundings.environment().getOrDefault("LOGLEVEL", ""));
    boolean verbose = options.verbose || level.equalsIgnoreCase("DEBUG");
    return new Console(
            surroundings.err(), connector.name(), options.logFormat, verbose, Redaction.NONE)
        .onTerminal(surroundings.terminal().isThere());
  }

  private static int failed(CommandLine command, Throwable failure) {
    Reported reported = command.getCommand();
    Console console = reported.console();
    if (failure instanceof SingerException known) {
      if (!(known instanceof SingerException.ReaderGone)) { // the other process says why
        console.critical(String.valueOf(known.getMessage()));
      }
      if (reported.options().verbose) {
        console.trace(known);
      }
      return known.exitCode().value();
    }
    if (failure instanceof OutOfMemoryError) {
      console.critical("the memory is used up; give it more, as with JAVA_OPTS=-Xmx1g");
      return ExitCode.BUG.value();
    }
    console.critical("this is a bug in Tributary; please report it with what follows");
    console.trace(failure);
    return ExitCode.BUG.value();
  }

  /** Says what is wrong with the command line, without the values in it: one may be a secret. */
  private static int misused(CommandLine line, CommandLine.ParameterException failure) {
    String what =
        failure instanceof CommandLine.UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched().get(0).split("=", 2)[0] + " is not an option"
            : failure.getMessage();
    Reported reported = line.getCommand();
    reported.console().critical(what + "; see " + line.getCommandName() + " --help");
    return ExitCode.USAGE.value();
  }

  /** A command that a failure can be reported for. */
  interface Reported {
    CommonOptions options();

    /** The console as it is by now: masking the secrets that have been read. */
    Console console();
  }
}
