package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moments in columns with a zone and without. */
final class DatetimeTest {
  private static final String SCHEMA =
      "{'type':'SCHEMA','stream':'visits','key_properties':['at'],'schema':{'type':'object',"
          + "'properties':{'at':{'type':'string','format':'date-time'},'seen':{'type':['null',"
          + "'string'],'format':'date-time'},'page':{'type':'object','additionalProperties':false,"
          + "'properties':{'left':{'type':'string','format':'date-time'}}}}}}\n";

  private static final String VISITS =
      visit("2026-01-31T23:30:00.5-01:00", "'seen':'2026-01-02T03:04:05'")
          + visit("2026-02-01 00:30:00.500000", "'page':{'left':'2026-03-01T00:00:00+02:00'}");

  private Trial trial;

  @BeforeEach
  void start(@TempDir Path folder) {
    trial = new Trial(folder);
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void keepsTheClockOfUtcWhereThatIsWanted() {
    load("{'timestamp_type':'datetime','merge_pruning':true}");
    load("{'timestamp_type':'datetime','merge_pruning':true}");

    assertThat(trial.bigquery.lines("SELECT at, seen, v.page.left FROM `standin.raw.visits` AS v"))
        .containsExactly("2026-02-01T00:30:00.500|null|2026-02-28T22:00:00");
    assertThat(types()).contains("DATETIME", "RECORD", "TIMESTAMP");
  }

  @Test
  void keepsTheTypesThatTheTableHas() {
    trial.bigquery.dataset("raw", "US");
    trial.bigquery.run(
        "CREATE TABLE `standin.raw.visits` (at TIMESTAMP, seen DATETIME, page STRUCT<left"
            + " DATETIME>, _sdc_extracted_at DATETIME)");

    load("{}");
    load("{'timestamp_type':'datetime'}");

    assertThat(types()).startsWith("TIMESTAMP", "DATETIME", "RECORD", "DATETIME");
    assertThat(
            trial.bigquery.lines(
                "SELECT UNIX_SECONDS(at), seen, v.page.left FROM `standin.raw.visits` AS v"))
        .containsExactly("1769905800|null|2026-02-28T22:00:00");
  }

  @Test
  void writesTheDaysOfAColumnThatBecameMoments() {
    trial.bigquery.dataset("raw", "US");
    trial.bigquery.run("CREATE TABLE `standin.raw.visits` (at DATETIME, seen DATE)");
    trial.bigquery.run(
        "INSERT INTO `standin.raw.visits` (at, seen) VALUES (DATETIME '2020-01-01 00:00:00', DATE"
            + " '2020-01-02')");

    load("{}");

    assertThat(
            trial.bigquery.lines(
                "SELECT at, UNIX_SECONDS(seen) FROM `standin.raw.visits` ORDER BY at"))
        .containsExactly("2020-01-01T00:00:00|1577923200", "2026-02-01T00:30:00.500|null");
  }

  private void load(String settings) {
    Cli.Outcome outcome = trial.load(settings, SCHEMA + VISITS);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  private java.util.List<String> types() {
    return trial
        .bigquery
        .table("raw", "visits")
        .path("schema")
        .path("fields")
        .findValuesAsText("type");
  }

  private static String visit(String at, String rest) {
    return "{'type':'RECORD','stream':'visits','record':{'at':'%s',%s}}\n".formatted(at, rest);
  }
}
