package io.tributary.target.snowflake;

import static io.tributary.target.snowflake.Trial.KEYED;
import static io.tributary.target.snowflake.Trial.person;
import static io.tributary.target.snowflake.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads by the real driver into the stand-in. */
final class TargetSnowflakeTest {
  @TempDir private Path folder;
  private Trial trial = new Trial(Path.of("/nowhere"));

  @BeforeEach
  void startEmpty() {
    trial.close();
    trial = new Trial(folder);
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void takesFourRequestsForABatch() {
    Cli.Outcome outcome =
        trial.load(
            "{'batch_size_rows': 1}",
            KEYED + person(1, "a") + state(1) + person(2, "b") + state(2));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.snowflake.traffic())
        .isEqualTo(
            """
            LOGIN PASSWORD
            DESCRIBE TABLE
            CREATE SCHEMA
            CREATE TABLE
            PUT 'file://%s
            CREATE OR
            COPY INTO
            MERGE INTO
            PUT 'file://%s
            CREATE OR
            COPY INTO
            MERGE INTO"""
                .replace("PUT 'file://%s", "PUT"));
    assertThat(trial.people()).containsExactly("1|a", "2|b");
    assertThat(trial.snowflake.staged()).isEmpty();
  }

  @Test
  void sendsNothingElseWhateverTheDriverDoesByItself() {
    trial.load("{}", KEYED + person(1, "a"));
    int once = trial.snowflake.requests();

    trial.load("{'batch_size_rows': 1}", KEYED + person(2, "b") + person(3, "c") + person(4, "d"));

    // The table is there already, so that its schema and its definition are not asked for again.
    assertThat(trial.snowflake.requests() - once - (once - 2)).isEqualTo(2 * 4);
  }

  @Test
  void keepsTheFilesOnTheStageWhenItIsTold() {
    trial.load("{'clean_up_batch_files': false}", KEYED + person(1, "a"));

    assertThat(trial.snowflake.staged())
        .singleElement()
        .asString()
        .matches(".*/tributary/\\d{8}T\\d{6}Z-[0-9a-f]+/people-\\d+-\\d+/00000\\.csv\\.zst");
  }

  @Test
  void replacesATableAllAtOnceAndKeepsItsGrants() {
    trial.load("{}", KEYED + person(1, "old") + state(1));
    trial.snowflake.grants("\"RAW\".\"PUBLIC\".\"PEOPLE\"").add("SELECT TO ROLE READER");

    Cli.Outcome outcome =
        trial.load(
            "{'load_method': 'overwrite', 'batch_size_rows': 1}",
            KEYED + person(2, "new") + state(2) + person(3, "new") + state(3));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":3}");
    assertThat(trial.people()).containsExactly("2|new", "3|new");
    assertThat(trial.snowflake.grants("\"RAW\".\"PUBLIC\".\"PEOPLE\""))
        .containsExactly("SELECT TO ROLE READER");
    assertThat(trial.snowflake.rows("PUBLIC", "PEOPLE__NEXT")).isEmpty();
  }

  @Test
  void widensAColumnThroughASecondOne() {
    trial.load("{}", KEYED.replace("'null','string'", "'null','integer'") + number(1, 7));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(2, "b"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("1|7", "2|b");
  }

  private static String number(int id, int value) {
    return "{'type':'RECORD','stream':'people','record':{'id':%d,'name':%d}}\n"
        .formatted(id, value);
  }

  @ParameterizedTest
  @CsvSource({"^UPDATE", "DROP COLUMN", "RENAME COLUMN"})
  void completesAWideningThatBrokeOff(String where) {
    trial.load("{}", KEYED.replace("'null','string'", "'null','integer'") + number(1, 7));
    trial.snowflake.let(Fault.refused(where, "000604", "57014", "SQL execution canceled"));

    Cli.Outcome broken = trial.load("{}", KEYED + person(2, "b"));
    Cli.Outcome outcome = trial.load("{}", KEYED + person(2, "b"));

    assertThat(broken.exit()).isEqualTo(6);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("1|7", "2|b");
  }

  @Test
  void keepsNamesAsTheyComeWhenItIsTold() {
    trial.load("{'quote_identifiers': true}", KEYED + person(1, "a"));

    assertThat(
            trial.snowflake.lines(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = 'people' LIMIT 3"))
        .containsExactly("id", "name", "_sdc_extracted_at");
  }

  @Test
  void keepsTheClockOfUtcWhenItIsTold() {
    String schema = KEYED.replace("'null','string']", "'null','string'],'format':'date-time'");

    trial.load(
        "{'timestamp_type': 'timestamp_ntz'}", schema + person(1, "2026-01-02T03:04:05.25+05:30"));

    assertThat(trial.people()).containsExactly("1|2026-01-01 21:34:05.25");
  }

  @Test
  void deletesMarkedRowsInOneTransactionWithTheirBatch() {
    String schema =
        KEYED.replace(
            "'name':", "'_sdc_deleted_at':{'type':['null','string'],'format':'date-time'},'name':");
    String gone =
        "{'type':'RECORD','stream':'people','record':{'id':1,'_sdc_deleted_at':'2026-01-02T03:04:05Z'}}\n";

    trial.load("{'hard_delete': true}", schema + person(1, "a") + person(2, "b"));
    Cli.Outcome outcome = trial.load("{'hard_delete': true}", schema + gone + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("2|b");
    assertThat(trial.snowflake.traffic()).containsSubsequence("BEGIN", "MERGE", "DELETE", "COMMIT");
  }

  @Test
  void plansWithoutChangingAnything() {
    Cli.Outcome outcome = trial.load("{}", KEYED + person(1, "a"), "--plan");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("CREATE TABLE \"RAW\".\"PUBLIC\".\"PEOPLE\"");
    assertThat(trial.snowflake.traffic()).isEqualTo("LOGIN PASSWORD\nDESCRIBE TABLE");
  }

  @Test
  void tagsWhatLoadsAStreamByItsNamesWithoutAnotherRequest() {
    trial.load(
        "{'query_tag': '{run} {stream} {database}.{schema}.{table}'}", KEYED + person(1, "a"));

    assertThat(tags("LOGIN"))
        .singleElement()
        .asString()
        .matches("\\d{8}T\\d{6}Z-[0-9a-f]+  RAW\\.\\.");
    assertThat(tags("DESCRIBE")).containsOnly("");
    for (String loading : List.of("PUT", "CREATE OR REPLACE TEMPORARY", "COPY", "MERGE")) {
      assertThat(tags(loading))
          .as(loading)
          .singleElement()
          .asString()
          .endsWith(" people RAW.PUBLIC.PEOPLE");
    }
    assertThat(trial.snowflake.statements()).noneMatch(sql -> sql.startsWith("ALTER SESSION"));
  }

  @Test
  void tagsEverythingTheSameIfNoStreamIsNamed() {
    trial.load("{'query_tag': 'mine'}", KEYED + person(1, "a"));

    assertThat(tags("LOGIN")).containsExactly("mine");
    assertThat(tags("MERGE")).containsExactly("");
  }

  /** The tags that came with statements, or with the login. */
  private List<String> tags(String beginning) {
    return trial.snowflake.arrivals().stream()
        .filter(arrival -> arrival.sql().startsWith(beginning))
        .map(
            arrival ->
                arrival.data().path("SESSION_PARAMETERS").isMissingNode()
                    ? arrival.data().path("QUERY_TAG").asText()
                    : arrival.data().path("SESSION_PARAMETERS").path("QUERY_TAG").asText())
        .toList();
  }

  @Test
  void placesStreamsInSchemasByTheirNames() {
    String input = (KEYED + person(1, "a")).replace("'people'", "'shop-people'");

    Cli.Outcome outcome =
        trial.load(
            "{'schema_name_pattern': 'raw_{stream_schema}', 'table_name_pattern':"
                + " '{stream_table}'}",
            input + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.snowflake.lines("SELECT ID, NAME FROM RAW.RAW_SHOP.PEOPLE"))
        .containsExactly("1|a");
  }
}
