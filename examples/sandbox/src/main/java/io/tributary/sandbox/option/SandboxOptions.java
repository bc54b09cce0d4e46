package io.tributary.sandbox.option;

import io.tributary.sandbox.world.Plan;
import io.tributary.sandbox.world.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a sandbox is to be: which world it shows, and how its server treats those who ask. */
public record SandboxOptions(
    int port,
    Realm realm,
    Set<String> keys,
    Manners manners,
    Weather weather,
    Trouble trouble,
    AdsOptions ads) {

  /**
   * Which world: two sandboxes with one seed, size and beginning show the same one. It begins two
   * years before {@code now} unless {@code since} says otherwise.
   */
  public record Realm(long seed, Size size, Instant now, Optional<Instant> since) {
    /** What the world is made from. */
    public Plan plan() {
      return since
          .map(start -> new Plan(seed, size, start.toEpochMilli()))
          .orElseGet(() -> Plan.endingAt(now.toEpochMilli(), seed, size));
    }
  }

  /** What the server insists on: its limits, and what a restricted key may not read. */
  public record Manners(boolean hasLimits, Set<String> restricted, String oldVersion) {
    public Manners {
      restricted = Set.copyOf(restricted);
    }
  }

  /**
   * What goes wrong: the share of requests that fail (0 to 1), how long each takes, how long events
   * are hidden, and how far the clock of the {@code Date} header is ahead.
   */
  public record Weather(double faultRate, Duration latency, Duration eventLag, Duration clockSkew) {
    public static final Weather FAIR = new Weather(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Weather {
      if (!(faultRate >= 0 && faultRate <= 1)) {
        throw new IllegalArgumentException("the fault rate is not between 0 and 1");
      }
      if (latency.isNegative() || eventLag.isNegative()) {
        throw new IllegalArgumentException("latency and event lag are not negative");
      }
    }
  }

  /**
   * What fails by count: every so many-th request in one way, and whatever is more than so many at
   * once (0 for no such bound; a request lasts as long as its latency).
   */
  public record Trouble(Map<Fault, Integer> every, int maxConcurrency) {
    public static final Trouble NONE = new Trouble(Map.of(), 0);

    public Trouble {
      every = Map.copyOf(every);
      if (every.values().stream().anyMatch(turn -> turn < 1)) {
        throw new IllegalArgumentException("a fault comes with every first request or fewer");
      }
      if (maxConcurrency < 0) {
        throw new IllegalArgumentException("the concurrency is not negative");
      }
    }
  }

  public SandboxOptions {
    keys = Set.copyOf(keys);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port is not between 0 and 65535");
    }
  }

  /** A small world on a free port, without limits or faults; its moment is 1 November 2026. */
  public static SandboxOptions defaults() {
    Instant now = Instant.parse("2026-11-01T00:00:00Z");
    return new SandboxOptions(
        0,
        new Realm(42, Size.S, now, Optional.empty()),
        Set.of("sk_test_sandbox", "rk_test_sandbox"),
        new Manners(false, Set.of(), "2022-11-15"),
        Weather.FAIR,
        Trouble.NONE,
        AdsOptions.DEFAULTS);
  }

  public SandboxOptions withPort(int port) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }

  public SandboxOptions withRealm(Realm realm) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }

  public SandboxOptions withSeed(long seed) {
    return withRealm(new Realm(seed, realm.size(), realm.now(), realm.since()));
  }

  public SandboxOptions withSize(Size size) {
    return withRealm(new Realm(realm.seed(), size, realm.now(), realm.since()));
  }

  public SandboxOptions withNow(Instant now) {
    return withRealm(new Realm(realm.seed(), realm.size(), now, realm.since()));
  }

  public SandboxOptions withSince(Instant since) {
    return withRealm(new Realm(realm.seed(), realm.size(), realm.now(), Optional.of(since)));
  }

  /** Accepts one more key; those that begin with {@code rk_} are restricted. */
  public SandboxOptions withKey(String key) {
    Set<String> more = new java.util.HashSet<>(keys);
    more.add(key);
    return new SandboxOptions(port, realm, more, manners, weather, trouble, ads);
  }

  /** Counts requests as Stripe's test mode does: 25 a second on each endpoint, 100 in all. */
  public SandboxOptions withLimits() {
    return withManners(new Manners(true, manners.restricted(), manners.oldVersion()));
  }

  /** Takes permissions from restricted keys, such as {@code rak_charge_read}. */
  public SandboxOptions withRestricted(Set<String> permissions) {
    return withManners(new Manners(manners.hasLimits(), permissions, manners.oldVersion()));
  }

  public SandboxOptions withManners(Manners manners) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }

  public SandboxOptions withFaultRate(double faultRate) {
    return withWeather(
        new Weather(faultRate, weather.latency(), weather.eventLag(), weather.clockSkew()));
  }

  public SandboxOptions withLatency(Duration latency) {
    return withWeather(
        new Weather(weather.faultRate(), latency, weather.eventLag(), weather.clockSkew()));
  }

  public SandboxOptions withEventLag(Duration eventLag) {
    return withWeather(
        new Weather(weather.faultRate(), weather.latency(), eventLag, weather.clockSkew()));
  }

  public SandboxOptions withClockSkew(Duration clockSkew) {
    return withWeather(
        new Weather(weather.faultRate(), weather.latency(), weather.eventLag(), clockSkew));
  }

  public SandboxOptions withWeather(Weather weather) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }

  /** Lets every {@code turn}-th request fail in one way. */
  public SandboxOptions withFaultEvery(Fault fault, int turn) {
    Map<Fault, Integer> every = new EnumMap<>(Fault.class);
    every.putAll(trouble.every());
    every.put(fault, turn);
    return withTrouble(new Trouble(every, trouble.maxConcurrency()));
  }

  /** Refuses what is more than so many requests at once. */
  public SandboxOptions withMaxConcurrency(int most) {
    return withTrouble(new Trouble(trouble.every(), most));
  }

  public SandboxOptions withTrouble(Trouble trouble) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }

  public SandboxOptions withAds(AdsOptions ads) {
    return new SandboxOptions(port, realm, keys, manners, weather, trouble, ads);
  }
}
