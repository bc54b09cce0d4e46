package io.tributary.target.bigquery.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.CopyJobConfiguration;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TimePartitioning;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The stand-in, by Google's own client of the REST interface: datasets, tables, jobs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandInTest {
  private final StandIn standIn = StandIn.start().dataset("main", "US").dataset("far", "EU");
  private final BigQuery client = Clients.rest(standIn);

  private static final Schema PEOPLE =
      Schema.of(
          Field.newBuilder("id", StandardSQLTypeName.INT64).setMode(Field.Mode.REQUIRED).build(),
          Field.newBuilder("name", StandardSQLTypeName.STRING).setDescription("whole").build(),
          Field.of("at", StandardSQLTypeName.TIMESTAMP));

  @BeforeAll
  void warm() {
    assertThat(client.getDataset("main").getLocation()).isEqualTo("US");
  }

  @AfterAll
  void close() {
    standIn.close();
  }

  private TableInfo people(String table) {
    return TableInfo.newBuilder(
            TableId.of("main", table),
            StandardTableDefinition.newBuilder()
                .setSchema(PEOPLE)
                .setTimePartitioning(
                    TimePartitioning.newBuilder(TimePartitioning.Type.DAY).setField("at").build())
                .build())
        .setLabels(Map.of("owner", "us"))
        .setDescription("people")
        .build();
  }

  private List<String> query(String sql) throws InterruptedException {
    return query(QueryJobConfiguration.newBuilder(sql));
  }

  private List<String> query(QueryJobConfiguration.Builder query) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (FieldValueList row : client.query(query.setUseLegacySql(false).build()).iterateAll()) {
      List<String> values = new ArrayList<>();
      row.forEach(value -> values.add(String.valueOf(value.getValue())));
      lines.add(String.join("|", values));
    }
    return lines;
  }

  @Test
  void keepsDatasetsWhereTheyAre() {
    client.create(DatasetInfo.newBuilder("fresh").setLocation("EU").setDescription("d").build());
    assertThat(client.getDataset("fresh").getLocation()).isEqualTo("EU");
    assertThat(client.getDataset("absent")).isNull();
    assertThatThrownBy(() -> client.create(DatasetInfo.newBuilder("fresh").build()))
        .isInstanceOf(BigQueryException.class)
        .hasMessageContaining("Already Exists: Dataset standin:fresh");
  }

  @Test
  void keepsWhatIsSaidOfATable() {
    client.create(people("said"));
    Table table = client.getTable("main", "said");
    StandardTableDefinition definition = table.getDefinition();
    assertThat(definition.getTimePartitioning().getField()).isEqualTo("at");
    assertThat(definition.getSchema().getFields().get("name").getDescription()).isEqualTo("whole");
    assertThat(table.getLabels()).containsEntry("owner", "us");
    List<Field> fields = new ArrayList<>(definition.getSchema().getFields());
    fields.add(Field.of("added", StandardSQLTypeName.NUMERIC));
    fields.set(0, fields.get(0).toBuilder().setMode(Field.Mode.NULLABLE).build());
    table.toBuilder()
        .setDefinition(definition.toBuilder().setSchema(Schema.of(fields)).build())
        .build()
        .update();
    Schema after = client.getTable("main", "said").getDefinition().getSchema();
    assertThat(after.getFields()).hasSize(4);
    assertThat(after.getFields().get("id").getMode()).isEqualTo(Field.Mode.NULLABLE);
    assertThatThrownBy(
            () ->
                table.toBuilder()
                    .setDefinition(StandardTableDefinition.of(Schema.of(fields.subList(1, 4))))
                    .build()
                    .update())
        .hasMessageContaining("Field id is missing in new schema");
  }

  @Test
  void loadsLinesInManyChunksOnce() throws Exception {
    client.create(people("loaded"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      lines.append("{\"id\":%d,\"name\":\"a name of the row %d\"}\n".formatted(i, i));
    }
    JobId id = JobId.newBuilder().setJob("many-chunks").setLocation("US").build();
    standIn.fail(Fault.cutUpload());
    Job job =
        Clients.load(client, id, "main", "loaded", lines.toString().getBytes(UTF_8), 256 * 1024);
    assertThat(job.getStatus().getError()).isNull();
    JobStatistics.LoadStatistics told = job.getStatistics();
    assertThat(told.getOutputRows()).isEqualTo(40_000);
    assertThat(standIn.calls("PUT upload/jobs bytes")).isGreaterThan(4);
    assertThat(query("SELECT COUNT(*), MAX(id) FROM main.loaded")).containsExactly("40000|39999");
    assertThatThrownBy(() -> Clients.load(client, id, "main", "loaded", new byte[0], 256 * 1024))
        .isInstanceOfSatisfying(
            BigQueryException.class, e -> assertThat(e.getCode()).isEqualTo(409))
        .hasMessageContaining("Already Exists: Job standin:US.many-chunks");
  }

  @Test
  void loadsPackedLinesAndNamesTheRowsThatDoNotFit() throws Exception {
    client.create(people("packed"));
    String good = "{\"id\":1,\"name\":\"one\",\"at\":\"2026-01-02T03:04:05.123456Z\"}\n";
    Clients.load(client, JobId.of("packed-1"), "main", "packed", Clients.gzip(good), 0);
    assertThat(query("SELECT id, name, UNIX_MICROS(at) FROM main.packed"))
        .containsExactly("1|one|1767323045123456");
    String bad = good + "{\"id\":2,\"shoe\":1}\n{\"name\":\"x\"}\n{\"id\":\"x\"}\n";
    Job failed =
        Clients.load(client, JobId.of("packed-2"), "main", "packed", bad.getBytes(UTF_8), 0);
    assertThat(failed.getStatus().getError().getReason()).isEqualTo("invalid");
    assertThat(failed.getStatus().getError().getMessage()).contains("Rows: 4; errors: 3.");
    assertThat(failed.getStatus().getExecutionErrors().toString())
        .contains("row starting at position " + good.length() + ": No such field: shoe.")
        .contains("Missing required field: id.")
        .contains("Field: id; Value: x")
        .contains("file-00000000");
    assertThat(query("SELECT COUNT(*) FROM main.packed")).containsExactly("1");
  }

  @Test
  void mergesAndTellsOfIt() throws Exception {
    query(
        "CREATE TABLE `standin`.`main`.`merged` (`id` INT64 NOT NULL, `Name` STRING) CLUSTER BY id");
    query("INSERT INTO main.merged (id, name) VALUES (1, 'one'), (2, \"two\")");
    String merge =
        "MERGE INTO `main`.`merged` AS t USING (SELECT * FROM UNNEST([STRUCT(2 AS id, 'zwei' AS name), STRUCT(%d, 'drei')])) AS l"
            + " ON t.`id` IS NOT DISTINCT FROM l.`id` WHEN MATCHED THEN UPDATE SET `name` = l.name"
            + " WHEN NOT MATCHED THEN INSERT (`id`, `name`) VALUES (l.id, l.name)";
    query(merge.formatted(3));
    assertThat(query("SELECT * FROM main.merged ORDER BY id"))
        .containsExactly("1|one", "2|zwei", "3|drei");
    assertThatThrownBy(() -> query(merge.formatted(2)))
        .hasMessageContaining("UPDATE/MERGE must match at most one source row for each target row");
    assertThatThrownBy(() -> query("SELECT shoe FROM main.merged"))
        .hasMessageContaining("Unrecognized name: shoe");
    assertThatThrownBy(() -> query("INSERT INTO main.merged (id) SELECT 'x'"))
        .hasMessageContaining("Value has type STRING which cannot be inserted into column id");
  }

  @Test
  void takesParametersAndScripts() throws Exception {
    assertThat(
            query(
                QueryJobConfiguration.newBuilder("SELECT @a + 1, @b, @c")
                    .addNamedParameter("a", QueryParameterValue.int64(41))
                    .addNamedParameter("b", QueryParameterValue.string("it's"))
                    .addNamedParameter("c", QueryParameterValue.bool(true))))
        .containsExactly("42|it's|true");
    assertThat(
            query(
                QueryJobConfiguration.newBuilder("SELECT ?; SELECT CONCAT(?, ?)")
                    .setPositionalParameters(
                        List.of(
                            QueryParameterValue.string("a"),
                            QueryParameterValue.string("b"),
                            QueryParameterValue.string("c")))))
        .containsExactly("bc");
    query(
        """
        DECLARE n INT64 DEFAULT 2;
        CREATE TABLE main.scripted (id INT64);
        BEGIN TRANSACTION;
        INSERT main.scripted (id) VALUES (n), (3);
        ASSERT @@row_count = 2 AS 'two rows';
        DELETE FROM main.scripted WHERE id = n;
        COMMIT TRANSACTION;
        IF EXISTS (SELECT * FROM main.scripted WHERE id = 3) THEN
          INSERT main.scripted (id) VALUES (30);
        ELSE
          INSERT main.scripted (id) VALUES (40);
        END IF;
        """);
    assertThat(query("SELECT id FROM main.scripted ORDER BY id")).containsExactly("3", "30");
    assertThatThrownBy(
            () ->
                query(
                    "BEGIN TRANSACTION; DELETE FROM main.scripted WHERE true; SELECT ERROR('no'); COMMIT TRANSACTION"))
        .hasMessageContaining("no");
    assertThat(query("SELECT COUNT(*) FROM main.scripted")).containsExactly("2");
  }

  @Test
  void copiesInThePlaceOfATable() throws Exception {
    query("CREATE TABLE main.one (id INT64) OPTIONS(description='kept')");
    query("CREATE TABLE main.two (id INT64, more STRING)");
    query("INSERT main.two (id, more) VALUES (7, 'x')");
    Job job =
        client
            .create(
                JobInfo.of(
                    CopyJobConfiguration.newBuilder(
                            TableId.of("main", "one"), TableId.of("main", "two"))
                        .setWriteDisposition(JobInfo.WriteDisposition.WRITE_TRUNCATE)
                        .build()))
            .waitFor();
    assertThat(job.getStatus().getError()).isNull();
    assertThat(query("SELECT * FROM main.one")).containsExactly("7|x");
    assertThat(client.getTable("main", "one").getDescription()).isEqualTo("kept");
  }

  @Test
  void refusesWhatIsSomewhereElse() {
    assertThatThrownBy(() -> query("SELECT * FROM absent.t"))
        .hasMessageContaining("Not found: Dataset standin:absent was not found in location US");
    assertThatThrownBy(() -> query("SELECT * FROM main.absent"))
        .hasMessageContaining("Not found: Table standin:main.absent");
    JobId here = JobId.newBuilder().setJob("here").setLocation("US").build();
    assertThatThrownBy(() -> Clients.load(client, here, "far", "t", new byte[0], 0))
        .hasMessageContaining("Dataset standin:far was not found in location US");
  }

  @Test
  void failsAsItIsTold() throws Exception {
    standIn.fail(Fault.unavailable("GET datasets/main$"));
    assertThat(client.getDataset("main")).isNotNull();
    standIn.fail(Fault.denied("GET datasets/main$", "bigquery.datasets.get"));
    assertThatThrownBy(() -> client.getDataset("main"))
        .isInstanceOfSatisfying(
            BigQueryException.class, e -> assertThat(e.getReason()).isEqualTo("accessDenied"))
        .hasMessageContaining("does not have bigquery.datasets.get permission");
    standIn.fail(Fault.jobFails("RUN load broken", "internalError", "An internal error occurred"));
    client.create(people("broken"));
    Job failed =
        Clients.load(
            client, JobId.of("broken-1"), "main", "broken", "{\"id\":1}\n".getBytes(UTF_8), 0);
    assertThat(failed.getStatus().getError().getReason()).isEqualTo("internalError");
    standIn.fail(Fault.cutAfter("PUT upload/jobs"));
    Job lost =
        Clients.load(
            client, JobId.of("lost-1"), "main", "broken", "{\"id\":1}\n".getBytes(UTF_8), 0);
    assertThat(lost.getStatus().getError()).isNull();
    assertThat(query("SELECT COUNT(*) FROM main.broken")).containsExactly("1");
  }
}
