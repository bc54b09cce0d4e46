package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as they came, in one column: {@code denormalized} false. */
final class WholeRecordTest {
  private static final String SCHEMA =
      "{'type':'SCHEMA','stream':'docs','key_properties':['id'],'schema':{'type':'object',"
          + "'properties':{'id':{'type':'integer'},'name':{'type':['null','string']}}}}\n";

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
  void keepsTheWholeRecordBesideItsKeys() {
    load(SCHEMA + doc("'id':1,'name':null,'extra':{'a':[1,null]}"));
    load(
        SCHEMA.replace("'name'", "'new':{'type':'string'},'name'")
            + doc("'id':1,'name':'x'")
            + doc("'id':2"));

    assertThat(
            trial.bigquery.lines(
                "SELECT d.id, TO_JSON_STRING(d.data) FROM `standin.raw.docs` AS d ORDER BY d.id"))
        .containsExactly("1|{\"id\":1,\"name\":\"x\"}", "2|{\"id\":2}");
    assertThat(trial.bigquery.updates("raw", "docs")).isEqualTo(1);
  }

  @Test
  void keepsPropertiesThatNoSchemaKnows() {
    load(SCHEMA + doc("'id':1,'name':null,'extra':{'a':[1,null]}"));

    assertThat(trial.bigquery.lines("SELECT TO_JSON_STRING(d.data) FROM `standin.raw.docs` AS d"))
        .containsExactly("{\"id\":1,\"name\":null,\"extra\":{\"a\":[1,null]}}");
  }

  @Test
  void appendsRecordsWithoutKeys() {
    load(SCHEMA.replace("['id']", "[]") + doc("'id':1") + doc("'id':1"));

    assertThat(trial.bigquery.lines("SELECT count(*) FROM `standin.raw.docs`"))
        .containsExactly("2");
    assertThat(
            trial
                .bigquery
                .table("raw", "docs")
                .path("schema")
                .path("fields")
                .path(0)
                .path("name")
                .asText())
        .isEqualTo("data");
  }

  @Test
  void deletesWhatTheRecordSaysIsGone() {
    String schema =
        SCHEMA.replace(
            "'name'", "'_sdc_deleted_at':{'type':['null','string'],'format':'date-time'},'name'");
    load(schema + doc("'id':1") + doc("'id':2"));

    Cli.Outcome outcome =
        trial.load(
            "{'denormalized':false,'hard_delete':true}",
            schema + doc("'id':1,'_sdc_deleted_at':'2026-01-02T03:04:05Z'"));

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(trial.bigquery.lines("SELECT d.id FROM `standin.raw.docs` AS d"))
        .containsExactly("2");
  }

  private void load(String input) {
    Cli.Outcome outcome = trial.load("{'denormalized':false}", input);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  private static String doc(String properties) {
    return "{'type':'RECORD','stream':'docs','record':{%s}}\n".formatted(properties);
  }
}
