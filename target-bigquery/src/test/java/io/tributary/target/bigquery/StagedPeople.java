package io.tributary.target.bigquery;

import com.github.luben.zstd.ZstdOutputStream;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableName;
import io.tributary.target.bigquery.standin.StandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A batch of people that is spooled, and the table that it is to be loaded into. */
final class StagedPeople {
  private static final List<Column> COLUMNS =
      List.of(new Column("id", ColumnType.INTEGER), new Column("name", ColumnType.STRING));

  private StagedPeople() {}

  static String row(int id, String name) {
    return id + "\u001f\u001f0\u001f\u001f" + id + "\u001f" + name + "\n";
  }

  /** A file of rows for a load job, as it is spooled. */
  static Spooled json(Path file, String... rows) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new Spooled(file, rows.length);
  }

  /**
   * A file of rows for the Storage Write API, as it is spooled.
   *
   * @param rows counted by the batch that they are part of
   */
  static Spooled spooled(Path file, String... rows) throws IOException {
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.write(String.join("", rows).getBytes(StandardCharsets.UTF_8));
    }
    return new Spooled(file, rows.length);
  }

  /** A file, and how many rows it has. */
  record Spooled(Path file, int rows) {}

  /** The batch, and its table, which is there and empty. */
  static StagingTable of(StandIn bigquery, Spooled... files) {
    List<Path> paths = Arrays.stream(files).map(Spooled::file).toList();
    int rows = Arrays.stream(files).mapToInt(Spooled::rows).sum();
    StagingTable staging = of(batch("people", paths, rows, 1));
    bigquery.run(
        staging.schema().getFields().stream()
            .map(field -> field.getName() + " " + field.getType().getStandardType())
            .collect(Collectors.joining(", ", "CREATE TABLE raw.staged (", ")")));
    return staging;
  }

  /** Two records of a stream, of which the first is the one of a number; there is no file. */
  static StagingTable of(String stream, long first) {
    return of(batch(stream, List.of(), 2, first));
  }

  private static StagingTable of(Batch batch) {
    return new StagingTable(
        batch,
        new Table(TableName.of("standin", "raw", "staged"), COLUMNS),
        BigqueryNames.identifiers(name -> name));
  }

  private static Batch batch(String stream, List<Path> files, int rows, long first) {
    SchemaMessage schema =
        new SchemaMessage(
            stream,
            JsonSchema.object()
                .property("id", LogicalType.INTEGER)
                .property("name", LogicalType.STRING),
            List.of("id"));
    return new Batch(schema, COLUMNS, files, rows, 0, 0, first, first + rows - 1);
  }
}
