package io.tributary.target.snowflake;

import static io.tributary.target.snowflake.Trial.KEYED;
import static io.tributary.target.snowflake.Trial.KEYLESS;
import static io.tributary.target.snowflake.Trial.person;
import static io.tributary.target.snowflake.Trial.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.snowflake.Fault.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong in Snowflake and on the way there, by the real driver against the stand-in. */
final class FaultsTest {
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
  void removesWhatAFailedBatchLeftOnTheStage() {
    trial.snowflake.let(
        Fault.refused(
            "^COPY",
            "100038",
            "22018",
            "Numeric value 'tell-tale' is not recognized\n  File '00000.csv.zst', line 3"));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("Numeric value … is not recognized File '00000.csv.zst', line 3")
        .contains("query 01b-100038")
        .doesNotContain("tell-tale");
    assertThat(trial.snowflake.staged()).isEmpty();
  }

  @Test
  void namesTheRecordThatACopyRefuses() {
    trial.snowflake.refuse("NAME", "tell-tale");

    Cli.Outcome outcome =
        trial.load(
            "{}",
            KEYED
                + person(1, "a")
                + person(7, "tell-tale")
                + person(8, "b")
                + person(9, "tell-tale")
                + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains(
            "people: Snowflake does not take the record id 7 (row 2 of 00000.csv.zst) for the column"
                + " NAME, which holds STRING: Numeric value … is not recognized; there are 1 more such"
                + " faults; nothing of its batch is kept (at COPY INTO")
        .contains("query 01b-100038")
        .doesNotContain("tell-tale");
    assertThat(trial.people()).isEmpty();
    assertThat(trial.snowflake.staged()).isEmpty();
  }

  @Test
  void namesTheSequenceOfARecordWithoutKeys() {
    trial.snowflake.refuse("NAME", "tell-tale");

    Cli.Outcome outcome = trial.load("{}", KEYLESS + person(7, "tell-tale") + state(1));

    assertThat(outcome.err())
        .containsPattern("does not take the record of the sequence \\d{16} \\(row 1 of 00000");
  }

  @Test
  void saysWhatTheCopySaidWhenTheFilesCannotBeReadAgain() {
    trial.snowflake.refuse("NAME", "tell-tale");
    trial.snowflake.let(
        Fault.refused("VALIDATION_MODE", "000604", "57014", "SQL execution canceled"));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(7, "tell-tale") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.err())
        .containsPattern("Numeric value … is not recognized File '.*00000.csv.zst', line 1")
        .contains("query 01b-100038")
        .doesNotContain("tell-tale");
  }

  @Test
  void leavesTheTableAloneWhenAnOverwriteBreaksOff() {
    trial.load("{}", KEYED + person(1, "old") + state(1));
    trial.snowflake.let(Fault.refused("SWAP WITH", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome =
        trial.load("{'load_method': 'overwrite'}", KEYED + person(2, "new") + state(2));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(trial.people()).containsExactly("1|old");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CUT_BEFORE", "CUT_AFTER"})
  void asksWhatBecameOfABatchWhenTheConnectionBreaks(Kind kind) {
    trial.snowflake.let(Fault.of("^INSERT", kind, 1));

    Cli.Outcome outcome =
        trial.load(
            "{'request_timeout_seconds': 2}", KEYLESS + person(1, "a") + person(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEqualTo("{\"n\":1}\n");
    assertThat(trial.people()).containsExactly("1|a", "1|a");
    assertThat(outcome.err()).contains("Snowflake is asked what became of the last statement");
    assertThat(trial.snowflake.statements().stream().filter(sql -> sql.startsWith("INSERT")))
        .hasSize(kind == Kind.CUT_AFTER ? 1 : 2);
  }

  /**
   * Whether the transaction was done is known again, and the next run neither loses nor doubles.
   */
  @ParameterizedTest
  @CsvSource({
    "COMMIT, CUT_BEFORE, 6", "COMMIT, CUT_AFTER, 0",
    "INSERT INTO .*PEOPLE, CUT_BEFORE, 6", "INSERT INTO .*PEOPLE, CUT_AFTER, 6",
    "INSERT INTO .*_SINGER_STATE, CUT_BEFORE, 0", "INSERT INTO .*_SINGER_STATE, CUT_AFTER, 0",
    "UPDATE, CUT_BEFORE, 6", "UPDATE, CUT_AFTER, 6",
  })
  void rowsAndTheirStateDoNotPart(String statement, Kind kind, int exit) {
    String kept = "{'request_timeout_seconds': 2, 'state_backend': 'warehouse', 'state_id': 'p'}";
    trial.load(kept, KEYLESS + person(1, "a") + state(1));
    trial.snowflake.let(Fault.of("^" + statement, kind, 1));

    Cli.Outcome outcome = trial.load(kept, KEYLESS + person(2, "b") + person(2, "b") + state(2));

    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(exit);
    String state = trial.load(kept, "", "--read-state").out();
    assertThat(state).isEqualTo(exit == 0 ? "{\"n\":2}\n" : "{\"n\":1}\n");
    assertThat(outcome.out()).isEqualTo(exit == 0 ? state : "");
    if (exit != 0) {
      trial.load(kept, KEYLESS + person(2, "b") + person(2, "b") + state(2));
    }
    assertThat(trial.people()).containsExactly("1|a", "2|b", "2|b");
    assertThat(trial.load(kept, "", "--read-state").out()).isEqualTo("{\"n\":2}\n");
  }

  @Test
  void asksOfEachStatementByItself() {
    trial.snowflake.let(Fault.of("^UPDATE", Kind.CUT_BEFORE, 1));

    Cli.Outcome outcome =
        trial.load(
            "{'request_timeout_seconds': 2}",
            KEYED
                + person(1, "a")
                + "{'type':'ACTIVATE_VERSION','stream':'people','version':5}\n"
                + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.snowflake.lines("SELECT count(_SDC_DELETED_AT) FROM RAW.PUBLIC.PEOPLE"))
        .containsExactly("1");
  }

  @Test
  void acknowledgesNothingWhenNobodyCanSayWhatBecameOfABatch() {
    trial.snowflake.let(Fault.of("^INSERT", Kind.CUT_AFTER, 1));
    trial.snowflake.let(
        Fault.refused("QUERY_HISTORY_BY_SESSION", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome =
        trial.load("{'request_timeout_seconds': 2}", KEYLESS + person(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("nobody can say whether the batch was loaded");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"STATUS_500", "EXPIRED", "SLOW"})
  void goesOnAfterWhatTheDriverMends(Kind kind) {
    trial.snowflake.let(Fault.of("^(PUT|COPY|MERGE)", kind, 2));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("1|a");
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
    trial.snowflake.let(Fault.refused(pattern, code, state, message));
    if (code.startsWith("39")) {
      trial.snowflake.let(
          Fault.refused("QUERY_HISTORY", "003001", "42501", "Insufficient privileges"));
    }

    Cli.Outcome outcome = trial.load("{'role': 'LOADER'}", KEYED + person(1, "a") + state(1));

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
    trial.snowflake.let(Fault.refused("^LOGIN", code, "08001", message));

    Cli.Outcome outcome = trial.load("{'role': 'NOBODY', 'warehouse': 'W'}", KEYED);

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("signing in at 127.0.0.1").contains(words);
  }

  @Test
  void suspectsTheAccountWhenItsAddressKnowsNothingOfSnowflake() {
    trial.snowflake.let(Fault.of("^LOGIN", Kind.STATUS_403, 100));

    Cli.Outcome outcome =
        trial.load("{'request_timeout_seconds': 2}", KEYED + person(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("signing in at 127.0.0.1")
        .contains("no answer that makes sense comes from there; is `account` right?")
        .contains("403");
  }

  @Test
  void suspectsTheAccountWhenNobodyAnswers() {
    Cli.Outcome outcome =
        trial.load("{'request_timeout_seconds': 2, 'port': 1}", KEYED + person(1, "a") + state(1));

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("signing in at 127.0.0.1:1/")
        .contains("is `account` right?");
  }

  /** A session that cannot be renewed is gone, and the statement with it: it was not begun. */
  @Test
  void loadsInANewSessionWhenTheOldOneCannotBeRenewed() {
    trial.snowflake.let(Fault.of("^MERGE", Kind.EXPIRED, 1));
    trial.snowflake.let(
        Fault.refused("^RENEW", "390114", "08001", "Authentication token has expired."));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(1, "a") + state(1));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(trial.people()).containsExactly("1|a");
  }

  @Test
  void acknowledgesNothingWhenTheConnectionIsCutInTheMiddleOfAFile() {
    trial.snowflake.let(Fault.of("^PUT", Kind.CUT_UPLOAD, 100));

    Cli.Outcome outcome =
        trial.load("{'request_timeout_seconds': 2}", KEYED + person(1, "a") + state(1));

    assertThat(trial.snowflake.uploads()).as(outcome.err()).isPositive();
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(6);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .containsPattern("\\(at PUT 'file://.*, query [0-9a-f-]{36}\\)")
        .doesNotContain("Exception");
    assertThat(trial.people()).isEmpty();
  }

  @Test
  void loadsWithoutThePrivilegeToMakeSchemas() {
    trial.snowflake.let(
        Fault.refused("^CREATE SCHEMA", "003001", "42501", "Insufficient privileges"));

    Cli.Outcome outcome = trial.load("{}", KEYED + person(1, "a"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.people()).containsExactly("1|a");
  }
}
