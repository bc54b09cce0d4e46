package io.tributary.singer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.report.RunReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Hand clock = new Hand();
  private final RunReport report = new RunReport(clock);
  private final Progress progress = new Progress(clock);

  @Test
  void showsCountRateAndWhatIsLeftWhereTheTotalIsKnown() {
    report.stream("charges").received(2_000, 0);
    report.stream("charges").expect(120_000);
    report.stream("refunds");
    clock.millis += 2_000;

    assertThat(progress.lines(report.streams()))
        .containsExactly(
            "  charges                             2,000 records       1,000/s  1 min 58 s left",
            "  refunds                                 0 records           0/s");
  }

  @Test
  void showsNoStreamThatHasEndedOrRests() {
    report.stream("ended").received(1, 0);
    report.stream("ended").finished();
    report.stream("resting").received(1, 0);
    assertThat(progress.lines(report.streams())).hasSize(1);

    clock.millis += 5_000;
    assertThat(progress.lines(report.streams())).isEmpty();

    report.stream("resting").received(1, 0);
    assertThat(progress.lines(report.streams())).hasSize(1);
  }

  @Test
  void countsTheStreamsForWhichThereIsNoRoom() {
    for (int i = 0; i < 11; i++) {
      report.stream("s" + i);
    }

    assertThat(progress.lines(report.streams()))
        .hasSize(9)
        .last()
        .isEqualTo("  and 3 more streams");
  }

  private static final class Hand extends Clock {
    private long millis;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }
}
