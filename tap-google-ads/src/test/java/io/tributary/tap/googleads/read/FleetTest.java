package io.tributary.tap.googleads.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import io.tributary.tap.googleads.report.ReadKind;
import io.tributary.tap.googleads.report.StreamTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many accounts, many reports. */
class FleetTest {
  private static final int ACCOUNTS = 24;
  private static final int REPORTS = 21;

  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    ads.close();
  }

  @Test
  void aMonthOfEachReportOfEachAccountIsOneOperation() {
    ads.reaching(9_000_000_001L);
    ads.account(9_000_000_001L)
        .managing(LongStream.range(0, ACCOUNTS).map(i -> 1_000_000_001L + i).toArray());
    LongStream.range(0, ACCOUNTS)
        .forEach(i -> ads.account(1_000_000_001L + i).with("USD", "Europe/Berlin"));
    String reports =
        StreamTable.read().stream()
            .filter(entry -> entry.kind() == ReadKind.REPORT)
            .limit(REPORTS)
            .map(entry -> entry.name())
            .collect(Collectors.joining(","));
    AdsRun run = new AdsRun(ads, folder).at("2026-03-31T12:00:00Z");
    run.settings().put("start_date", "2026-03-02");

    AdsRun.Outcome outcome = run.run("--streams", reports);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    long queries =
        ads.asked().stream().filter(one -> one.query().contains(" segments.date")).count();
    assertThat(queries).isEqualTo((long) ACCOUNTS * REPORTS);
    assertThat(ads.asked()).as("and the tree").hasSize(ACCOUNTS * REPORTS + 2);
    assertThat(ads.mostAtOnce()).as("accounts side by side").isBetween(2, 8);
  }

  @Test
  void theMonthsOfOneAccountAreReadSideBySide() {
    ads.reaching(1_000_000_001L);
    ads.account(1_000_000_001L).with("USD", "Europe/Berlin");
    AdsRun run = new AdsRun(ads, folder).at("2026-03-31T12:00:00Z");
    run.settings().put("start_date", "2024-01-01");

    AdsRun.Outcome outcome = run.run("--streams", "campaign_performance");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    List<String> queries = ads.asked("campaign").stream().map(FakeAds.Asked::query).toList();
    assertThat(queries).hasSize(26).last().asString().contains("AND '2026-03-31'");
    assertThat(ads.mostAtOnce()).isBetween(2, 8);
    assertThat(outcome.state().findValue("date").asText()).isEqualTo("2026-03-30");
  }
}
