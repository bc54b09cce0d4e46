package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Cli;
import io.tributary.target.snowflake.Fault.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads by the real driver into the stand-in, in which things go wrong. */
final class TargetSnowflakeTest {
  private static final String KEYED =
      "{'type':'SCHEMA','stream':'people','schema':{'type':'object','properties':"
          + "{'id':{'type':'integer'},'name':{'type':['null','string']}}},'key_properties':['id']}\n";
  private static final String KEYLESS = KEYED.replace("['id']", "[]");

  @TempDir private Path folder;
  private StandIn snowflake = start();

  private StandIn start() {
    return new StandIn(Path.of("/nowhere"));
  }

  @BeforeEach
  void startEmpty() {
    snowflake.close();
    snowflake = new StandIn(folder.resolve("stages"));
  }

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private static String record(int id, String name) {
    return "{'type':'RECORD','stream':'people','record':{'id':%d,'name':'%s'}}\n"
        .formatted(id, name);
  }

  private static String state(int number) {
    return "{'type':'STATE','value':{'n':%d}}\n".formatted(number);
  }

  private Cli.Outcome load(String settings, String input, String... more) {
    ObjectNode json = snowflake.settings();
    json.setAll(Settings.object(settings));
    Cli.Outcome outcome =
        Cli.of(new TargetSnowflake())
            .withInput(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
            .withFolder(folder)
            .run(arguments(json, more));
    assertThat(outcome.err()).doesNotContain("never-shown");
    return outcome;
  }

  private String[] arguments(ObjectNode json, String... more) {
    try {
      Path config = folder.resolve("config.json");
      java.nio.file.Files.writeString(config, json.toString());
      String[] all = new String[more.length + 2];
      all[0] = "--config";
      all[1] = config.toString();
      System.arraycopy(more, 0, all, 2, more.length);
      return all;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> names() {
    return snowflake.lines("SELECT ID, NAME FROM RAW.PUBLIC.PEOPLE ORDER BY ALL");
  }

  @Test
  void takesFourRequestsForABatch() {
    Cli.Outcome outcome =
        load(
            "{'batch_size_rows': 1}",
            KEYED + record(1, "a") + state(1) + record(2, "b") + state(2));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(snowflake.traffic())
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
    assertThat(names()).containsExactly("1|a", "2|b");
    assertThat(snowflake.staged()).isEmpty();
  }

  @Test
  void keepsTheFilesOnTheStageWhenItIsTold() {
    load("{'clean_up_batch_files': false}", KEYED + record(1, "a"));

    assertThat(snowflake.staged())
        .singleElement()
        .asString()
        .matches(".*/tributary/\\d{8}T\\d{6}Z-[0-9a-f]+/people-\\d+-\\d+/00000\\.csv\\.zst");
  }

  @Test
  void removesWhatAFailedBatchLeftOnTheStage() {
    snowflake.let(
        Fault.refused(
            "^COPY",
            "100038",
            "22018",
            "Numeric value 'tell-tale' is not recognized\n  File '00000.csv.zst', line 3"));

    Cli.Outcome outcome = load("{}", KEYED + record(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("Numeric value … is not recognized File '00000.csv.zst', line 3")
        .contains("query 01b-100038")
        .doesNotContain("tell-tale");
    assertThat(snowflake.staged()).isEmpty();
  }

  @Test
  void replacesATableAllAtOnceAndKeepsItsGrants() {
    load("{}", KEYED + record(1, "old") + state(1));
    snowflake.grants("\"RAW\".\"PUBLIC\".\"PEOPLE\"").add("SELECT TO ROLE READER");

    Cli.Outcome outcome =
        load(
            "{'load_method': 'overwrite', 'batch_size_rows': 1}",
            KEYED + record(2, "new") + state(2) + record(3, "new") + state(3));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":3}");
    assertThat(names()).containsExactly("2|new", "3|new");
    assertThat(snowflake.grants("\"RAW\".\"PUBLIC\".\"PEOPLE\""))
        .containsExactly("SELECT TO ROLE READER");
    assertThat(snowflake.rows("PUBLIC", "PEOPLE__NEXT")).isEmpty();
  }

  @Test
  void leavesTheTableAloneWhenAnOverwriteBreaksOff() {
    load("{}", KEYED + record(1, "old") + state(1));
    snowflake.let(Fault.refused("SWAP WITH", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome = load("{'load_method': 'overwrite'}", KEYED + record(2, "new") + state(2));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(names()).containsExactly("1|old");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CUT_BEFORE", "CUT_AFTER"})
  void asksWhatBecameOfABatchWhenTheConnectionBreaks(Kind kind) {
    snowflake.let(Fault.of("^INSERT", kind, 1));

    Cli.Outcome outcome =
        load(
            "{'request_timeout_seconds': 2}", KEYLESS + record(1, "a") + record(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("{\"n\":1}\n");
    assertThat(names()).containsExactly("1|a", "1|a");
    assertThat(outcome.err()).contains("Snowflake is asked what became of the last statement");
    assertThat(snowflake.statements.stream().filter(sql -> sql.startsWith("INSERT")))
        .hasSize(kind == Kind.CUT_AFTER ? 1 : 2);
  }

  @Test
  void asksOfEachStatementByItself() {
    snowflake.let(Fault.of("^UPDATE", Kind.CUT_BEFORE, 1));

    Cli.Outcome outcome =
        load(
            "{'request_timeout_seconds': 2}",
            KEYED
                + record(1, "a")
                + "{'type':'ACTIVATE_VERSION','stream':'people','version':5}\n"
                + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(snowflake.lines("SELECT count(_SDC_DELETED_AT) FROM RAW.PUBLIC.PEOPLE"))
        .containsExactly("1");
  }

  @Test
  void acknowledgesNothingWhenNobodyCanSayWhatBecameOfABatch() {
    snowflake.let(Fault.of("^INSERT", Kind.CUT_AFTER, 1));
    snowflake.let(
        Fault.refused("QUERY_HISTORY_BY_SESSION", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome =
        load("{'request_timeout_seconds': 2}", KEYLESS + record(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("nobody can say whether the batch was loaded");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"STATUS_500", "EXPIRED", "SLOW"})
  void goesOnAfterWhatTheDriverMends(Kind kind) {
    snowflake.let(Fault.of("^(PUT|COPY|MERGE)", kind, 2));

    Cli.Outcome outcome = load("{}", KEYED + record(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(names()).containsExactly("1|a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^MERGE|000606|57P03|No active warehouse selected|there is no warehouse to work with",
        "^MERGE|090073|22000|Warehouse 'W' cannot be resumed because resource monitor|is suspended",
        "^CREATE TABLE|003001|42501|Insufficient privileges to operate on schema|may not do that",
        "^MERGE|000625|57014|Statement has locked table|is locked by another transaction",
        "^COPY|002003|02000|Stage does not exist or not authorized.|make it, or GRANT the role",
        "^MERGE|390111|08003|Session no longer exists|query 01b-390111",
        "^PUT|000604|57014|SQL execution canceled|Snowflake ended the statement"
      })
  void saysWhatIsWrongInOneSentenceWithTheQueryId(
      String pattern, String code, String state, String message, String words) {
    snowflake.let(Fault.refused(pattern, code, state, message));
    if (code.startsWith("39")) {
      snowflake.let(Fault.refused("QUERY_HISTORY", "003001", "42501", "Insufficient privileges"));
    }

    Cli.Outcome outcome = load("{'role': 'LOADER'}", KEYED + record(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines().filter(line -> line.startsWith("CRITICAL")))
        .singleElement()
        .asString()
        .contains(words)
        .contains("query 01b-" + code)
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "390100|Incorrect username or password was specified.|does not know the user LOADER",
        "390144|JWT token is invalid.|the private key is not that of the user LOADER",
        "390189|Role 'X' specified in the connect string does not exist|the role NOBODY is not there",
        "390201|The requested database does not exist|the database RAW or the warehouse W",
        "390303|Invalid OAuth access token.|the token is not valid",
        "390420|IP is not allowed|network policy does not let this machine in"
      })
  void saysWhyItCannotSignIn(String code, String message, String words) {
    snowflake.let(Fault.refused("^LOGIN", code, "08001", message));

    Cli.Outcome outcome = load("{'role': 'NOBODY', 'warehouse': 'W'}", KEYED);

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err()).contains("signing in at 127.0.0.1").contains(words);
  }

  @Test
  void loadsWithoutThePrivilegeToMakeSchemas() {
    snowflake.let(Fault.refused("^CREATE SCHEMA", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome = load("{}", KEYED + record(1, "a"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(names()).containsExactly("1|a");
  }

  @Test
  void widensAColumnThroughASecondOne() {
    load("{}", KEYED.replace("'null','string'", "'null','integer'") + number(1, 7));

    Cli.Outcome outcome = load("{}", KEYED + record(2, "b"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(names()).containsExactly("1|7", "2|b");
  }

  private static String number(int id, int value) {
    return "{'type':'RECORD','stream':'people','record':{'id':%d,'name':%d}}\n"
        .formatted(id, value);
  }

  @ParameterizedTest
  @CsvSource({"^UPDATE", "DROP COLUMN", "RENAME COLUMN"})
  void completesAWideningThatBrokeOff(String where) {
    load("{}", KEYED.replace("'null','string'", "'null','integer'") + number(1, 7));
    snowflake.let(Fault.refused(where, "000604", "57014", "SQL execution canceled"));

    Cli.Outcome broken = load("{}", KEYED + record(2, "b"));
    Cli.Outcome outcome = load("{}", KEYED + record(2, "b"));

    assertThat(broken.exit()).isEqualTo(6);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(names()).containsExactly("1|7", "2|b");
  }

  @Test
  void keepsNamesAsTheyComeWhenItIsTold() {
    load("{'quote_identifiers': true}", KEYED + record(1, "a"));

    assertThat(
            snowflake.lines(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = 'people' LIMIT 3"))
        .containsExactly("id", "name", "_sdc_extracted_at");
  }

  @Test
  void keepsTheClockOfUtcWhenItIsTold() {
    String schema = KEYED.replace("'null','string']", "'null','string'],'format':'date-time'");

    load("{'timestamp_type': 'timestamp_ntz'}", schema + record(1, "2026-01-02T03:04:05.25+05:30"));

    assertThat(names()).containsExactly("1|2026-01-01 21:34:05.25");
  }

  @Test
  void deletesMarkedRowsInOneTransactionWithTheirBatch() {
    String schema =
        KEYED.replace(
            "'name':", "'_sdc_deleted_at':{'type':['null','string'],'format':'date-time'},'name':");
    String gone =
        "{'type':'RECORD','stream':'people','record':{'id':1,'_sdc_deleted_at':'2026-01-02T03:04:05Z'}}\n";

    load("{'hard_delete': true}", schema + record(1, "a") + record(2, "b"));
    Cli.Outcome outcome = load("{'hard_delete': true}", schema + gone + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(names()).containsExactly("2|b");
    assertThat(snowflake.traffic()).containsSubsequence("BEGIN", "MERGE", "DELETE", "COMMIT");
  }

  @Test
  void plansWithoutChangingAnything() {
    Cli.Outcome outcome = load("{}", KEYED + record(1, "a"), "--plan");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("CREATE TABLE \"RAW\".\"PUBLIC\".\"PEOPLE\"");
    assertThat(snowflake.traffic()).isEqualTo("LOGIN PASSWORD\nDESCRIBE TABLE");
  }
}
