package io.tributary.singer.testkit;

import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.cli.Surroundings;
import io.tributary.singer.cli.Terminal;
import io.tributary.singer.connector.Connector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A connector's command line, run inside of the test: {@code Cli.of(tap).run("--discover")}. Each
 * {@code with…} makes another one.
 */
public final class Cli {
  private final Connector<?> connector;
  private final InputStream in;
  private final Consumer<String> watcher;
  private final Map<String, String> environment;
  private final Path folder;

  private Cli(
      Connector<?> connector,
      InputStream in,
      Consumer<String> watcher,
      Map<String, String> environment,
      Path folder) {
    this.connector = connector;
    this.in = in;
    this.watcher = watcher;
    this.environment = environment;
    this.folder = folder;
  }

  public static Cli of(Connector<?> connector) {
    return new Cli(
        connector,
        InputStream.nullInputStream(),
        line -> {},
        Map.of(),
        Path.of("").toAbsolutePath());
  }

  /** Runs a connector with nothing on its standard input. */
  public static Outcome run(Connector<?> connector, String... args) {
    return of(connector).run(args);
  }

  public Cli withInput(byte[] input) {
    return withInput(new ByteArrayInputStream(input));
  }

  public Cli withInput(InputStream input) {
    return new Cli(connector, input, watcher, environment, folder);
  }

  public Cli withInput(String input) {
    return withInput(input.getBytes(StandardCharsets.UTF_8));
  }

  /** Calls {@code watching} with each line of standard output, before the run goes on. */
  public Cli withWatcher(Consumer<String> watching) {
    return new Cli(connector, in, watching, environment, folder);
  }

  public Cli withEnvironment(Map<String, String> variables) {
    return new Cli(connector, in, watcher, variables, folder);
  }

  /** The folder that the run takes for its working folder. */
  public Cli withFolder(Path working) {
    return new Cli(connector, in, watcher, environment, working);
  }

  public Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Outcome outcome = run(new WatchedOutput(out, watcher), args);
    return new Outcome(outcome.exit(), out.toString(StandardCharsets.UTF_8), outcome.err());
  }

  /** Runs into {@code out}, of which the outcome then knows nothing. */
  public Outcome run(OutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Surroundings surroundings =
          new Surroundings(in, out, errors, environment, folder, Terminal.NONE);
      int exit = SingerCli.run(connector, surroundings, args);
      return new Outcome(exit, "", err.toString(StandardCharsets.UTF_8));
    }
  }

  /**
   * What became of a run.
   *
   * @param exit what the process would have exited with
   * @param out its standard output
   * @param err its standard error
   */
  public record Outcome(int exit, String out, String err) {
    /** The lines of standard output. */
    public List<String> lines() {
      return out.lines().toList();
    }
  }
}
