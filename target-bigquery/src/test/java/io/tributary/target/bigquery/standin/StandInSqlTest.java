package io.tributary.target.bigquery.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL of the stand-in: what it understands, and what it refuses as BigQuery does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandInSqlTest {
  private final StandIn standIn = StandIn.start().dataset("main", "US");

  @BeforeAll
  void define() {
    standIn.run(
        """
        CREATE TABLE main.t (
          id INT64 NOT NULL, name STRING(5), amount NUMERIC, wide BIGNUMERIC, ratio FLOAT64,
          doc JSON, day DATE, at TIMESTAMP, tags ARRAY<STRING>, rec STRUCT<x INT64, `a b` ARRAY<STRUCT<y DATE>>>)
        PARTITION BY TIMESTAMP_TRUNC(at, MONTH) CLUSTER BY id, day
        OPTIONS(description="a table", labels=[("owner", "us")], partition_expiration_days=3);
        CREATE TABLE main.s (id INT64, doc STRING, at TIMESTAMP);
        INSERT main.s (id, doc, at) VALUES (1, '{"a": [1, 2]}', TIMESTAMP '2026-01-02 03:04:05+01:00');
        """);
  }

  @AfterAll
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'it\\'s' || \"x\" ~ it'sx",
        "r'a\\b' ~ a\\b",
        "CAST(NUMERIC '1.500' AS STRING) ~ 1.5",
        "CAST(1.0 AS STRING) ~ 1",
        "CAST(b'ab' AS STRING) ~ ab",
        "CAST('-0012.50' AS BIGNUMERIC) ~ -12.5",
        "TO_JSON_STRING(STRUCT(1 AS a, 'x' AS b)) ~ {\"a\":1,\"b\":\"x\"}",
        "JSON_VALUE(PARSE_JSON('{\"a\":\"x\"}'), '$.a') ~ x",
        "TO_HEX(FROM_BASE64('YWI=')) ~ 6162",
        "DATE_TRUNC(DATE '2026-03-04', MONTH) ~ 2026-03-01",
        "TIMESTAMP_SUB(TIMESTAMP_MICROS(1000001), INTERVAL 1 SECOND) ~ 1",
        "UNIX_MICROS(TIMESTAMP '1970-01-01 00:00:01.5Z') ~ 1500000",
        "FORMAT_TIMESTAMP('%Y-%m-%dT%H:%M:%E6SZ', TIMESTAMP_MICROS(1)) ~ 1970-01-01T00:00:00.000001Z",
        "EXTRACT(YEAR FROM DATE '2026-03-04') ~ 2026",
        "IFNULL(SAFE_CAST('x' AS INT64), 7) ~ 7",
        "ARRAY_LENGTH([1, 2, 3]) ~ 3",
        "[10, 20][OFFSET(1)] ~ 20",
        "CASE WHEN 2 IN UNNEST([1, 2]) THEN 'in' ELSE 'out' END ~ in",
      })
  void understands(String expression, String value) {
    assertThat(standIn.lines("SELECT " + expression)).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "SELECT 1::INT64 ~ Syntax error",
        "SELECT LIST_SUM([1]) ~ Function not found: LIST_SUM",
        "SELECT 1 UNION SELECT 2 ~ Expected keyword ALL or keyword DISTINCT",
        "DELETE FROM main.t ~ DELETE must have a WHERE clause",
        "UPDATE main.t SET id = 'x' WHERE true ~ which cannot be inserted into column id",
        "UPDATE main.t SET amount = 1.5 WHERE true ~ Value has type FLOAT64",
        "INSERT main.t (name) VALUES ('x') ~ Required field id cannot be null",
        "INSERT main.t (id, doc) VALUES (1, '{}') ~ Value has type STRING which cannot be inserted into column doc",
        "INSERT main.t (id, shoe) VALUES (1, 2) ~ Column shoe is not present",
        "SELECT * FROM main.t AS a JOIN main.t AS b ON a.doc = b.doc ~ Equality is not defined for arguments of type JSON",
        "SELECT * FROM main.t AS a JOIN main.t AS b ON a.tags IS NOT DISTINCT FROM b.tags ~ Equality is not defined",
        "SELECT ROW_NUMBER() OVER (PARTITION BY x.ratio ORDER BY x.id) FROM main.t AS x ~ Partitioning by expressions of type FLOAT64",
        "ALTER TABLE main.t ADD COLUMN must INT64 NOT NULL ~ Cannot add required column",
        "ALTER TABLE main.t ADD COLUMN ID INT64 ~ Column already exists: ID",
        "ALTER TABLE main.t ADD COLUMN `a(b)` INT64 ~ Invalid field name",
        "ALTER TABLE main.t ALTER COLUMN amount SET DATA TYPE INT64 ~ requires that the existing column type (NUMERIC) is assignable",
        "ALTER TABLE main.t DROP COLUMN day ~ used for partitioning or clustering",
        "CREATE TABLE main.u (a INT64, A STRING) ~ Duplicate field name",
        "CREATE TABLE main.u (a FLOAT64) CLUSTER BY a ~ clustering field",
        "CREATE TABLE main.u (_PARTITION_x INT64) ~ prefix is reserved",
        "CREATE TABLE main.t (a INT64) ~ Already Exists: Table standin:main.t",
        "CREATE OR REPLACE TABLE main.t (a INT64) ~ Cannot replace a table with a different partitioning spec",
        "BEGIN TRANSACTION; CREATE TABLE main.u (a INT64); COMMIT TRANSACTION ~ not supported in a transaction",
      })
  void refuses(String sql, String message) {
    assertThatThrownBy(() -> standIn.run(sql)).hasMessageContaining(message);
    assertThat(standIn.tables("main")).doesNotContain("u");
  }

  @Test
  void tellsOfColumns() {
    assertThat(
            standIn.lines(
                "SELECT column_name, is_nullable, data_type, clustering_ordinal_position"
                    + " FROM `standin.main`.INFORMATION_SCHEMA.COLUMNS WHERE table_name = 't' ORDER BY ordinal_position"))
        .contains(
            "id|NO|INT64|1",
            "name|YES|STRING(5)|null",
            "tags|YES|ARRAY<STRING>|null",
            "rec|YES|STRUCT<x INT64, a b ARRAY<STRUCT<y DATE>>>|null");
    assertThat(standIn.table("main", "t").path("timePartitioning").toString())
        .isEqualTo("{\"type\":\"MONTH\",\"field\":\"at\",\"expirationMs\":\"259200000\"}");
    assertThat(standIn.table("main", "t").path("labels").path("owner").asText()).isEqualTo("us");
  }

  @Test
  void mergesWhatWasStaged() {
    String merge =
        """
        MERGE INTO `standin`.`main`.`t` AS t USING (
          SELECT s.`id` AS `id`, PARSE_JSON(s.`doc`) AS `doc`, CAST('1.25' AS BIGNUMERIC) AS `wide`, s.`at` AS `at`
          FROM `standin`.`main`.`s` AS s
          QUALIFY ROW_NUMBER() OVER (PARTITION BY s.`id` ORDER BY s.`at` DESC) = 1
        ) AS l ON (t.`id` = l.`id` OR (t.`id` IS NULL AND l.`id` IS NULL)) AND t.`at` >= TIMESTAMP '2026-01-01 00:00:00Z'
        WHEN MATCHED THEN UPDATE SET `doc` = l.`doc`, `name` = 'again'
        WHEN NOT MATCHED THEN INSERT (`id`, `doc`, `wide`, `at`) VALUES (l.`id`, l.`doc`, l.`wide`, l.`at`)
        """;
    standIn.run(merge);
    standIn.run(merge);
    assertThat(
            standIn.lines(
                "SELECT id, name, wide, TO_JSON_STRING(doc), UNIX_SECONDS(at) FROM main.t"))
        .containsExactly("1|again|1.25|{\"a\":[1,2]}|1767319445");
    standIn.run("DELETE FROM main.t WHERE true");
  }

  @Test
  void keepsTablesApartByTheCaseOfTheirNames() {
    standIn.run("CREATE TABLE main.Cased (a INT64); CREATE TABLE main.cased (b STRING)");
    standIn.run("INSERT main.Cased (A) VALUES (1)");
    assertThat(standIn.lines("SELECT Cased.a FROM main.Cased")).containsExactly("1");
    assertThat(standIn.rows("main", "cased")).isEmpty();
    standIn.run("CREATE OR REPLACE TABLE main.cased AS SELECT a + 1 AS a FROM main.Cased");
    assertThat(standIn.rows("main", "cased")).hasSize(1);
  }

  @Test
  void wantsPartitionsToBeNamed() {
    standIn.run(
        "CREATE TABLE main.parted (d DATE, n INT64) PARTITION BY d OPTIONS(require_partition_filter=TRUE)");
    assertThatThrownBy(() -> standIn.lines("SELECT n FROM main.parted"))
        .hasMessageContaining("without a filter over column(s) 'd'");
    assertThat(standIn.lines("SELECT n FROM main.parted WHERE d > DATE '2026-01-01'")).isEmpty();
  }
}
