package io.tributary.trials.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tap.stripe.fake.FakeStripe;
import io.tributary.tap.stripe.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However often it is killed, wherever, and whatever goes wrong meanwhile: a backfill and runs that
 * go on from it, loaded by target-duckdb, end with the rows of one fresh extract.
 */
final class ReplicationTest {
  private static final int HISTORIES = Integer.getInteger("trials.histories", 50);

  /** Histories wait for answers more than they compute. */
  private static final int AT_ONCE = 16;

  /** In so many histories each hazard must have occurred at least once. */
  private static final int EACH_HAZARD_WITHIN = 50;

  /** How often each hazard must occur at least; of a few histories nothing can be expected. */
  private static final int EACH_HAZARD =
      HISTORIES < 10 * EACH_HAZARD_WITHIN ? 0 : HISTORIES / EACH_HAZARD_WITHIN;

  private static final int FAMILIES = 2;

  @TempDir private Path folder;

  private final Hazards hazards = new Hazards();

  @Test
  void backfillAndIncrementalsCutAnywhereEqualAFreshExtract() throws Exception {
    long first = Long.getLong("trials.seed", System.nanoTime());
    System.out.printf("replication: %d histories from seed %d%n", HISTORIES, first);
    Columns columns =
        Columns.discover(
            Files.writeString(folder.resolve("tap.json"), "{\"api_key\": \"sk_test\"}"));
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<List<String>>> outcomes = new ArrayList<>();
    for (long seed = first; seed < first + HISTORIES; seed++) {
      long own = seed;
      outcomes.add(threads.submit(() -> differences(own, columns)));
    }
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < HISTORIES; i++) {
      try {
        failures.addAll(outcomes.get(i).get());
      } catch (ExecutionException e) {
        failures.add("seed " + (first + i) + ": " + e.getCause());
      }
    }
    threads.shutdown();
    System.out.println("replication: " + hazards.counts());

    assertThat(failures).as(again(first)).isEmpty();
    assertThat(hazards.counts())
        .allSatisfy(
            (hazard, count) ->
                assertThat(count).as("%s", hazard).isGreaterThanOrEqualTo(EACH_HAZARD));
  }

  /** How to run one history again. */
  private static String again(long seed) {
    return ("histories from seed %d; one alone: mvn -pl examples/trials -am test"
            + " -Dtest=ReplicationTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dtrials.histories=1 -Dtrials.seed=SEED")
        .formatted(seed);
  }

  private List<String> differences(long seed, Columns columns) throws Exception {
    Random random = new Random(seed);
    Chance chance = new Chance(random, hazards);
    Path place = Files.createTempDirectory(folder, "history");
    try (FakeStripe stripe = new FakeStripe()) {
      History history = new History(stripe, families(random), chance);
      Replica replica = new Replica(place, "main", history.streams(), columns, chance);
      stripe.breakSome(chance.below(4) * 5, seed);
      for (int runs = 1 + chance.below(3); runs > 0; runs--) {
        history.goOn();
        history.disturb();
        replica.run(stripe, Manner.any(chance), Kill.any(chance));
      }
      history.comeToRest();
      replica.run(stripe, Manner.any(chance));

      stripe.breakSome(0, seed);
      Replica fresh = new Replica(place, "fresh", history.streams(), columns, chance);
      fresh.run(stripe, Manner.PLAIN);
      stripe.faults().forEach((fault, times) -> hazards.count(of(fault), times));
      hazards.count(Hazard.CURSOR_DELETED, stripe.lostCursors());
      return differences(seed, history, replica, fresh);
    } finally {
      delete(place);
    }
  }

  private static List<Family> families(Random random) {
    List<Family> all = new ArrayList<>(Family.ALL);
    Collections.shuffle(all, random);
    return all.subList(0, FAMILIES);
  }

  private static Hazard of(Fault fault) {
    return switch (fault) {
      case TOO_MANY_REQUESTS -> Hazard.TOO_MANY_REQUESTS;
      case SERVER_ERROR -> Hazard.SERVER_ERROR;
      case RESET -> Hazard.RESET;
      case TRUNCATED_BODY -> Hazard.TRUNCATED_BODY;
    };
  }

  private static List<String> differences(
      long seed, History history, Replica replica, Replica fresh) {
    List<String> differences = new ArrayList<>();
    Map<String, List<String>> replicated = replica.living();
    Map<String, List<String>> extracted = fresh.living();
    for (String stream : history.streams()) {
      List<String> ours = replicated.getOrDefault(stream, List.of());
      List<String> all = extracted.getOrDefault(stream, List.of());
      Stream.concat(
              ours.stream().filter(row -> !all.contains(row)).map(row -> " has " + row),
              all.stream().filter(row -> !ours.contains(row)).map(row -> " lacks " + row))
          .map(what -> "seed " + seed + ": " + stream + what)
          .forEach(differences::add);
      if (ours.size() != all.size()) {
        differences.add(
            "seed " + seed + ": " + stream + " has " + ours.size() + " rows, not " + all.size());
      }
    }
    return differences;
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
