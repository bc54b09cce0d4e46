package io.tributary.target.duckdb;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A view that reads a batch's files as if they were a table: no row is copied twice. */
final class StagedFiles {
  /** The least room for a row, and for what is read of a file at once. */
  private static final long ROOM = 2L << 20;

  private static final long SLACK = 1024;

  private StagedFiles() {}

  static String view(Batch batch, Table staged) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(Carried.values()).map(CarriedColumn::of).forEach(columns::add);
    columns.addAll(staged.columns());
    return "CREATE OR REPLACE TEMPORARY VIEW "
        + DuckdbDialect.DUCKDB.quoted(staged.name())
        + " AS\nSELECT "
        + columns.stream().map(StagedFiles::value).collect(Collectors.joining(", "))
        + "\nFROM "
        + files(batch, columns);
  }

  /** Control characters as separator and quote: see {@code RowFormat.SEPARATED}. */
  private static String files(Batch batch, List<Column> columns) {
    long room = Math.max(ROOM, batch.longestRow() + SLACK);
    return "read_csv(["
        + batch.files().stream().map(StagedFiles::path).collect(Collectors.joining(", "))
        + "],\n  auto_detect = false, header = false, compression = 'zstd', delim = '\u001f',"
        + " quote = '\u0001', escape = '\u0001', new_line = '\\n',\n  nullstr = '',"
        + " allow_quoted_nulls = false, strict_mode = true, max_line_size = "
        + room
        + ", buffer_size = "
        + 2 * room
        + ",\n  columns = {"
        + columns.stream().map(StagedFiles::column).collect(Collectors.joining(", "))
        + "})";
  }

  private static String path(Path file) {
    return DuckdbDialect.literal(file.toAbsolutePath().toString());
  }

  private static String column(Column column) {
    return DuckdbDialect.literal(column.name())
        + ": "
        + DuckdbDialect.literal(written(column.type()));
  }

  /** The type of what stands in the file. */
  private static String written(ColumnType type) {
    if (type.isJson()) {
      return "VARCHAR";
    }
    return switch (type.kind()) {
      case TIMESTAMP -> "BIGINT";
      case BINARY -> "VARCHAR";
      default -> DuckdbDialect.spelled(type);
    };
  }

  /** What the file's value stands for. */
  private static String value(Column column) {
    String name = DuckdbDialect.quoted(column.name());
    if (column.type().kind() == LogicalType.TIMESTAMP) {
      return "make_timestamptz(" + name + ") AS " + name;
    }
    if (column.type().kind() == LogicalType.BINARY) {
      return "unhex(" + name + ") AS " + name;
    }
    return name;
  }
}
