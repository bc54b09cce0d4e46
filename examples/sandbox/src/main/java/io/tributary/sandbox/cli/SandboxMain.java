package io.tributary.sandbox.cli;

import io.tributary.sandbox.Sandbox;
import io.tributary.sandbox.option.Fault;
import io.tributary.sandbox.option.SandboxOptions;
import io.tributary.sandbox.option.SandboxOptions.Manners;
import io.tributary.sandbox.option.SandboxOptions.Realm;
import io.tributary.sandbox.option.SandboxOptions.Trouble;
import io.tributary.sandbox.option.SandboxOptions.Weather;
import io.tributary.sandbox.world.Size;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code sandbox}: starts a sandbox and keeps it until the process is stopped. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    version = "sandbox 0.1.0",
    sortOptions = false,
    showDefaultValues = true,
    description =
        "A local server that stands in for Stripe and Google Ads. It prints its address once it is ready, and"
            + " shows the same world for the same seed, size and time.")
public final class SandboxMain implements Callable<Integer> {
  enum Limits {
    stripe,
    none
  }

  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(names = "--port", defaultValue = "0", description = "0 takes a free one.")
  private int port;

  @Option(
      names = "--size",
      defaultValue = "S",
      description = "${COMPLETION-CANDIDATES}: 200, 5,000 or 100,000 customers.")
  private Size size = Size.S;

  @Option(names = "--seed", defaultValue = "42", description = "Another seed is another world.")
  private long seed;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "The moment the world stands at; it stands still. Else the present second.")
  private @Nullable Instant now;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description =
          "When the world begins; else two years before it starts. Two runs show the same world at"
              + " two moments only if they agree on this.")
  private @Nullable Instant since;

  @Option(names = "--key", paramLabel = "KEY", description = "One more key that is accepted.")
  private List<String> moreKeys = List.of();

  @Option(names = "--latency-ms", defaultValue = "0", description = "How long each answer takes.")
  private int latency;

  @Option(
      names = "--limits",
      defaultValue = "none",
      description =
          "${COMPLETION-CANDIDATES}: 25 requests a second on each endpoint and 100 in all, or no"
              + " limits.")
  private Limits limits = Limits.none;

  @Option(
      names = "--fault-rate",
      paramLabel = "P",
      defaultValue = "0",
      description =
          "The share of requests, 0 to 1, that end with 500, 503, 409, a broken connection or half"
              + " a body.")
  private double faultRate;

  @Option(
      names = "--fault-every",
      split = ",",
      paramLabel = "FAULT:K",
      description =
          "Let every K-th request fail in one way: 500, 503, 409, reset or truncated, such as"
              + " 503:7,reset:11.")
  private List<String> faultsEvery = List.of();

  @Option(
      names = "--max-concurrency",
      defaultValue = "0",
      description =
          "How many requests may be under way at once, each as long as --latency-ms; 0 for no"
              + " bound.")
  private int maxConcurrency;

  @Option(
      names = "--event-lag",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long each event is hidden.")
  private long eventLag;

  @Option(
      names = "--clock-skew",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How far the clock of the Date header is ahead; behind, if it is negative.")
  private long clockSkew;

  @Option(
      names = "--restrict",
      split = ",",
      paramLabel = "PERMISSION",
      description =
          "What the key rk_test_sandbox may not read, such as charge_read or rak_charge_read.")
  private List<String> restricted = List.of();

  @Option(
      names = "--old-api-version",
      defaultValue = "2022-11-15",
      description = "The version that three events of ten are written in.")
  private String oldVersion = "";

  @Option(
      names = "--write-tables",
      paramLabel = "FOLDER",
      description =
          "Write census.csv, sign_ups.csv, tournament_results.csv, facebook_ads.csv and"
              + " exchange_rates.csv there, and stop unless a port is given as well.")
  private @Nullable Path tables;

  @Mixin private AdsSwitches ads = new AdsSwitches();

  SandboxMain(Clock clock) {
    this.clock = clock;
  }

  public static void main(String[] args) {
    int exit = command(Clock.systemUTC()).execute(args);
    System.exit(exit);
  }

  static CommandLine command(Clock clock) {
    return new CommandLine(new SandboxMain(clock));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SandboxOptions options = options();
    boolean serves =
        tables == null || spec.commandLine().getParseResult().hasMatchedOption("--port");
    if (!serves && tables != null) {
      Sandbox.writeTables(options, tables);
      return 0;
    }
    Sandbox sandbox = Sandbox.start(options);
    if (tables != null) {
      sandbox.writeTables(tables);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening on " + sandbox.uri());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private SandboxOptions options() {
    Instant moment = now == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : now;
    Set<String> keys = new HashSet<>(SandboxOptions.defaults().keys());
    keys.addAll(moreKeys);
    Set<String> permissions = new HashSet<>();
    restricted.forEach(each -> permissions.add(each.startsWith("rak_") ? each : "rak_" + each));
    try {
      return new SandboxOptions(
          port,
          new Realm(seed, size, moment, Optional.ofNullable(since)),
          keys,
          new Manners(limits == Limits.stripe, permissions, oldVersion),
          new Weather(
              faultRate,
              Duration.ofMillis(latency),
              Duration.ofSeconds(eventLag),
              Duration.ofSeconds(clockSkew)),
          new Trouble(faultsByTurn(), maxConcurrency),
          ads.options());
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Map<Fault, Integer> faultsByTurn() {
    Map<Fault, Integer> turns = new EnumMap<>(Fault.class);
    for (String each : faultsEvery) {
      int colon = each.indexOf(':');
      Optional<Fault> fault = Fault.of(each.substring(0, Math.max(0, colon)));
      if (fault.isEmpty() || !each.substring(colon + 1).matches("\\d{1,9}")) {
        throw new IllegalArgumentException(
            "--fault-every: "
                + each
                + " is none of "
                + Arrays.stream(Fault.values()).map(Fault::word).toList()
                + ", a colon and a number");
      }
      turns.put(fault.get(), Integer.parseInt(each.substring(colon + 1)));
    }
    return turns;
  }
}
