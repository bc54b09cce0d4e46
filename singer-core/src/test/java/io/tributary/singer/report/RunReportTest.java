package io.tributary.singer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final RunReport report =
      new RunReport(Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void countsWhatBecameOfEachStreamsRecords() {
    StreamReport users = report.stream("users");

    users.received(3, 300);
    users.loaded(1);
    users.deduplicated(1);
    users.rejected(1);
    users.stateEmitted();
    report.stateEmitted();

    StreamFigures figures = report.streams().get(0);
    assertThat(figures.counts()).isEqualTo(new StreamFigures.Counts(3, 1, 1, 1));
    assertThat(figures.counts().areAccountedFor()).isTrue();
    assertThat(figures.bytes()).isEqualTo(300);
    assertThat(figures.states()).isEqualTo(1);
    assertThat(report.states()).isEqualTo(1);
  }

  @Test
  void listsStreamsInTheOrderInWhichTheyBegan() {
    report.stream("b");
    report.stream("a");
    report.stream("b").expect(7);

    assertThat(report.streams()).extracting(StreamFigures::stream).containsExactly("b", "a");
    assertThat(report.streams().get(0).expected()).hasValue(7);
  }

  @Test
  void keepsTheFirstReasonOfAFailure() {
    StreamReport users = report.stream("users");

    users.failed("the first");
    users.failed("the second");

    assertThat(users.figures().failure()).contains("the first");
    assertThat(users.figures().isFinished()).isTrue();
  }

  @Test
  void noticesRecordsThatNobodyAccountsFor() {
    assertThat(new StreamFigures.Counts(3, 1, 1, 0).areAccountedFor()).isFalse();
  }
}
