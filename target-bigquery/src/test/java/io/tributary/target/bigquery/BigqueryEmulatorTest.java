package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableInfo;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableName;
import io.tributary.target.bigquery.write.Patience;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether what the Storage Write API is given arrives, by Google's own clients, in goccy's
 * bigquery-emulator, which nobody here wrote. {@code interop/bigquery/streams} runs it.
 *
 * <p>The whole contract it cannot keep: a job of its does not say how many rows an INSERT added, a
 * MERGE of its takes no subquery, its ALTER TABLE does nothing (its issue 481), and after some
 * hundred statements GoogleSQL has no memory left in it.
 */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BigqueryEmulatorTest {
  private static final String DATASET = "streams";

  private final Emulator emulator = Emulator.start("bigquery-emulator");
  private Path folder = Path.of("");
  private int tables;

  BigqueryEmulatorTest() throws IOException, InterruptedException {}

  @BeforeAll
  void start(@TempDir Path place) {
    folder = place;
    emulator.client().create(DatasetInfo.of(DATASET));
  }

  @AfterAll
  void stop() throws InterruptedException {
    emulator.stop();
  }

  @TestFactory
  Stream<DynamicTest> valuesArriveAsTheyAre() {
    return Stream.of(
        check("BOOL", ColumnType.BOOLEAN, "true", "false"),
        check("INT64", ColumnType.INTEGER, "9223372036854775807", "-9223372036854775808"),
        check("FLOAT64", ColumnType.DOUBLE, "-1.5E-300", "0.1"),
        check(
            "NUMERIC",
            ColumnType.decimal(38, 9),
            "12345678901234567890123456789.123456789",
            "-0.000000001"),
        check(
            "BIGNUMERIC",
            ColumnType.decimal(76, 38),
            "12345678901234567890123456789012345678.12345678901234567890123456789012345678",
            "-0.00000000000000000000000000000000000001"),
        check("STRING", ColumnType.STRING, "größe 🦙", "it's \\ \"fine\""),
        check("DATE", ColumnType.DATE, "0001-01-01", "9999-12-31"),
        check("TIME", ColumnType.TIME, "23:59:59.000001", "01:02:03"),
        check("BYTES", ColumnType.BINARY, List.of("00ff7f"), List.of("AP9/")),
        check(
            "TIMESTAMP",
            ColumnType.TIMESTAMP,
            List.of("-62135596800000000", "1767323045123456", "253402300799999999"),
            List.of(
                "0001-01-01T00:00:00Z",
                "2026-01-02T03:04:05.123456Z",
                "9999-12-31T23:59:59.999999Z")),
        check("JSON, which is staged as text", ColumnType.OBJECT, "{\"a\":[1,null]}"),
        check("three requests", ColumnType.STRING, large('a'), large('b'), large('c')),
        DynamicTest.dynamicTest("two batches over one connection", this::writesTwice));
  }

  /** More than half of what a request holds. */
  private static String large(char letter) {
    return String.valueOf(letter).repeat(1_100_000);
  }

  private DynamicTest check(String name, ColumnType type, String... values) {
    return check(name, type, List.of(values), List.of(values));
  }

  private DynamicTest check(
      String name, ColumnType type, List<String> spooled, List<String> expected) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          StagingTable staging = staged(type, spooled);

          try (StagingWrite write = write()) {
            write.load(staging);
          }

          List<String> values = new ArrayList<>();
          expected.forEach(value -> values.add(type.isNumeric() ? plain(value) : value));
          values.add("null");
          assertThat(values(staging)).isEqualTo(values);
        });
  }

  private void writesTwice() throws IOException {
    StagingTable one = staged(ColumnType.STRING, List.of("a", "b"));
    StagingTable other = staged(ColumnType.DATE, List.of("2026-01-02"));

    try (StagingWrite write = write()) {
      write.load(one);
      write.load(other);
    }

    assertThat(values(one)).containsExactly("a", "b", "null");
    assertThat(values(other)).containsExactly("2026-01-02", "null");
  }

  private StagingWrite write() {
    ObjectNode settings =
        emulator
            .settings()
            .put("dataset", DATASET)
            .put("method", "storage_write")
            .put("storage_endpoint", "http://" + emulator.storageEndpoint());
    TargetBigquery.Config config = ConfigReader.read(settings, TargetBigquery.Config.class);
    return new StagingWrite(config, new BigqueryErrors(config.place(), "US"), Patience.STANDARD);
  }

  /** The values in the order of their rows. */
  private List<String> values(StagingTable staging) {
    return TableRows.read(emulator.client(), staging.id()).stream()
        .sorted(Comparator.comparing((ObjectNode row) -> row.path("id").asInt()))
        .map(row -> text(row.path("v")))
        .toList();
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode()) {
      return "null";
    }
    return value.isNumber() ? plain(value.decimalValue().toString()) : value.asText();
  }

  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toString();
  }

  /** A batch of these values and a null, and its table, which is there and empty. */
  private StagingTable staged(ColumnType type, List<String> values) throws IOException {
    String name = "t" + tables++;
    Path file = folder.resolve(name);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i <= values.size(); i++) {
      String value = i < values.size() ? values.get(i) : "";
      rows.append(
              String.join("\u001f", Integer.toString(i), "", "0", "", Integer.toString(i), value))
          .append('\n');
    }
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
    List<Column> columns =
        Arrays.asList(new Column("id", ColumnType.INTEGER), new Column("v", type));
    SchemaMessage schema =
        new SchemaMessage(
            "values", JsonSchema.object().property("id", LogicalType.INTEGER), List.of("id"));
    int count = values.size() + 1;
    Batch batch = new Batch(schema, columns, List.of(file), count, 0, 0, 1, count);
    String project = emulator.settings().path("project").asText();
    StagingTable staging =
        new StagingTable(
            batch,
            new Table(TableName.of(project, DATASET, name), columns),
            BigqueryNames.identifiers(it -> it));
    emulator
        .client()
        .create(TableInfo.of(staging.id(), StandardTableDefinition.of(staging.schema())));
    return staging;
  }
}
