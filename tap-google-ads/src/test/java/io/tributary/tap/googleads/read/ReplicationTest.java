package io.tributary.tap.googleads.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import io.tributary.tap.googleads.fake.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However days went by, and wherever runs were cut off: what has been read is, as far back as runs
 * look, what one fresh reading would bring, and what is older is as it was when it was read last.
 */
class ReplicationTest {
  private static final int HISTORIES = Integer.getInteger("histories", 8);
  private static final String STREAM = "campaign_performance";
  private static final List<Long> ACCOUNTS = List.of(1_000_000_001L, 1_000_000_002L);
  private static final int LOOKBACK = 5;
  private static final Set<String> STAMPS = Set.of("_synced_at", "_synced_from", "_synced_until");

  @TempDir Path folder;

  private Random random = new Random();
  private FakeAds ads = new FakeAds();
  private int untouched;

  /** What a target would hold: the rows by key, each with the reading that it came by. */
  private final Map<String, ObjectNode> table = new TreeMap<>();

  @Test
  void whatHasBeenReadIsWhatThereIs() {
    long first = Long.getLong("seed", System.nanoTime());
    for (int i = 0; i < HISTORIES; i++) {
      long seed = first + i;
      try {
        history(seed);
      } catch (AssertionError e) {
        throw new AssertionError("-Dseed=" + seed + " -Dhistories=1 does it again", e);
      } finally {
        ads.close();
      }
    }
    assertThat(untouched).as("rows older than what is read again").isPositive();
  }

  private void history(long seed) {
    random = new Random(seed);
    table.clear();
    ads.close();
    ads = new FakeAds();
    ads.reaching(9_000_000_001L);
    ads.account(9_000_000_001L).managing(ACCOUNTS.get(0), ACCOUNTS.get(1));
    ads.account(ACCOUNTS.get(1)).with("JPY", "Asia/Tokyo");
    Instant now =
        Instant.parse("2026-02-20T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(1_440)));
    JsonNode state = Json.MAPPER.createObjectNode();
    Map<String, ObjectNode> settled = new TreeMap<>();
    for (int run = 0; run < 6; run++) {
      advertise(now);
      state = run(now, state);
      assertSameSince(seed, now, fresh(now));
      settled.forEach((key, row) -> assertThat(table).as("seed %s", seed).containsEntry(key, row));
      untouched += settled.size();
      settled.clear();
      for (Map.Entry<String, ObjectNode> row : table.entrySet()) {
        if (row.getValue().path("date").asText().compareTo(oldest(now)) < 0) {
          settled.put(row.getKey(), row.getValue());
        }
      }
      now = now.plus(Duration.ofHours(1 + random.nextInt(96)));
    }
  }

  /** The first day that the next run is sure to read again, of any account. */
  private static String oldest(Instant now) {
    return LocalDate.ofInstant(now, ZoneId.of("America/New_York")).minusDays(LOOKBACK).toString();
  }

  /** Clicks of today, and what happens to those of before. */
  private void advertise(Instant now) {
    for (long id : ACCOUNTS) {
      ZoneId zone = ZoneId.of(id == ACCOUNTS.get(0) ? "America/New_York" : "Asia/Tokyo");
      LocalDate today = LocalDate.ofInstant(now, zone);
      List<Map<String, Object>> rows = ads.account(id).rows("campaign");
      rows.removeIf(row -> isLate(row, today) && random.nextInt(4) == 0); // credited
      for (Map<String, Object> row : rows) {
        if (isLate(row, today) && random.nextInt(3) == 0) {
          row.merge("metrics.conversions", 1.0, (one, other) -> (Double) one + (Double) other);
        }
      }
      if (random.nextInt(3) == 0) {
        String name = "Name " + random.nextInt(100);
        rows.forEach(row -> row.put("campaign.name", name));
      }
      click(id, today, 1); // what vanished is seen by what comes after it
      for (int day = 0; day < 4; day++) {
        click(id, today.minusDays(day), random.nextInt(3));
      }
    }
  }

  private static boolean isLate(Map<String, Object> row, LocalDate today) {
    LocalDate date = LocalDate.parse((String) row.get("segments.date"));
    return !date.isBefore(today.minusDays(LOOKBACK + 10L));
  }

  private void click(long account, LocalDate date, int campaigns) {
    for (int campaign = 0; campaign < campaigns; campaign++) {
      ads.account(account)
          .add(
              "campaign",
              "campaign.resource_name",
              "customers/" + account + "/campaigns/" + campaign,
              "campaign.id",
              (long) campaign,
              "campaign.name",
              "First",
              "segments.date",
              date.toString(),
              "segments.device",
              random.nextBoolean() ? "MOBILE" : "DESKTOP",
              "metrics.clicks",
              1L,
              "metrics.conversions",
              0.0);
    }
  }

  private AdsRun at(Instant now) {
    AdsRun run = new AdsRun(ads, folder).at(now.toString());
    run.settings()
        .put("start_date", "2026-01-25")
        .put("lookback_days", LOOKBACK)
        .put("window_days", 1 + random.nextInt(20))
        .put("state_interval_seconds", 0.001);
    return run;
  }

  /** Runs, perhaps a few times in vain first; a target keeps what it was given, up to any state. */
  private JsonNode run(Instant now, JsonNode from) {
    JsonNode state = from;
    for (int cut = random.nextInt(3); cut > 0; cut--) {
      if (random.nextBoolean()) {
        ads.failing("campaign", random.nextBoolean() ? Fault.cut() : Fault.plain(500));
      }
      AdsRun.Outcome outcome = at(now.minusSeconds(cut)).runFrom(state, "--streams", STREAM);
      List<JsonNode> messages = outcome.messages();
      state = load(messages.subList(0, random.nextInt(messages.size())), state);
    }
    AdsRun.Outcome outcome = at(now).runFrom(state, "--streams", STREAM);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return load(outcome.messages(), state);
  }

  private JsonNode load(List<JsonNode> messages, JsonNode before) {
    JsonNode state = before;
    for (JsonNode message : messages) {
      if (message.path("type").asText().equals("RECORD")) {
        ObjectNode row = (ObjectNode) message.path("record");
        table.put(row.path("_row_key").asText(), row);
      } else if (message.path("type").asText().equals("STATE")) {
        state = message.path("value");
      }
    }
    return state;
  }

  /** The rows that are left by the documented query: no later reading of their day lacks them. */
  private Map<String, ObjectNode> alive() {
    Set<ObjectNode> readings = new HashSet<>(table.values());
    Map<String, ObjectNode> alive = new TreeMap<>();
    table.forEach(
        (key, row) -> {
          if (readings.stream().noneMatch(reading -> isReadAgain(row, reading))) {
            alive.put(key, row);
          }
        });
    return alive;
  }

  private static boolean isReadAgain(ObjectNode row, ObjectNode reading) {
    String date = row.path("date").asText();
    return reading.path("customer_id").equals(row.path("customer_id"))
        && reading.path("_synced_from").asText().compareTo(date) <= 0
        && reading.path("_synced_until").asText().compareTo(date) >= 0
        && Instant.parse(reading.path("_synced_at").asText())
            .isAfter(Instant.parse(row.path("_synced_at").asText()));
  }

  private Map<String, ObjectNode> fresh(Instant now) {
    Map<String, ObjectNode> rows = new TreeMap<>();
    for (JsonNode record : at(now).run("--streams", STREAM).records(STREAM)) {
      rows.put(record.path("_row_key").asText(), (ObjectNode) record);
    }
    return rows;
  }

  private void assertSameSince(long seed, Instant now, Map<String, ObjectNode> fresh) {
    Map<String, JsonNode> expected = new TreeMap<>();
    // As far back as the last run looked, and at least as this one did, whose days may be one
    // later.
    String since = LocalDate.parse(oldest(now)).plusDays(1).toString();
    fresh.forEach((key, row) -> put(expected, key, row, since));
    Map<String, JsonNode> found = new TreeMap<>();
    alive().forEach((key, row) -> put(found, key, row, since));

    assertThat(found).as("seed %s at %s", seed, now).isEqualTo(expected);
  }

  private static void put(Map<String, JsonNode> rows, String key, ObjectNode row, String since) {
    if (row.path("date").asText().compareTo(since) >= 0) {
      rows.put(key, row.deepCopy().without(STAMPS));
    }
  }
}
