package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the files of a run's batches are on the user's stage, and the statements about them. */
final class BatchStage {
  private static final String ROOT = "@~/tributary/";

  private final SnowflakeDialect dialect;
  private final String run;
  private final boolean purges;

  /**
   * @param token tells runs apart that begin in the same second
   */
  BatchStage(SnowflakeDialect dialect, Instant started, int token, boolean purges) {
    this.dialect = dialect;
    this.run =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(started)
            + "-"
            + Integer.toHexString(token);
    this.purges = purges;
  }

  /** What this run is called: no other is. */
  String run() {
    return run;
  }

  /** The folder of a batch: it has no like in this run or in any other. */
  String name(Batch batch) {
    String stream = batch.schema().stream().replaceAll("[^A-Za-z0-9_-]", "_");
    return run
        + "/"
        + stream.substring(0, Math.min(stream.length(), 100))
        + "-"
        + batch.firstSequence()
        + "-"
        + batch.lastSequence();
  }

  /** A folder that holds the batch's files, and nothing else, under names that say their order. */
  static Path folder(Batch batch) {
    try {
      Path parent = batch.files().get(0).toAbsolutePath().getParent();
      Path folder = Files.createTempDirectory(parent, "put");
      int number = 0;
      for (Path file : batch.files()) {
        Path link = folder.resolve(String.format(Locale.ROOT, "%05d.csv.zst", number++));
        link(link, file.toAbsolutePath());
      }
      return folder;
    } catch (IOException e) {
      throw new SingerException.Destination(
          "the rows that wait in "
              + batch.files().get(0).getParent()
              + " cannot be sent: "
              + e.getMessage(),
          e);
    }
  }

  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | IOException e) {
      Files.createSymbolicLink(link, file);
    }
  }

  static void delete(Path folder) {
    try (var links = Files.list(folder)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new SingerException.Destination(folder + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /** Sends all files of a folder at once. */
  String put(Path folder, String name) {
    return "PUT "
        + SnowflakeDialect.literal("file://" + folder + "/*")
        + " "
        + SnowflakeDialect.literal(ROOT + name + "/")
        + " AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = ZSTD PARALLEL = 4 OVERWRITE = TRUE";
  }

  /** Makes the empty table that the rows are copied into; nobody but this session sees it. */
  String create(Table staged) {
    return "CREATE OR REPLACE TEMPORARY TABLE "
        + dialect.dialect().quoted(staged.name())
        + " ("
        + columns(staged).stream()
            .map(
                column ->
                    dialect.dialect().quoted(column.name())
                        + " "
                        + dialect.spelledStaged(column.type()))
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** Copies the files' rows into the table; see {@code RowFormat.QUOTED}. */
  String copy(Table staged, String name) {
    return "COPY INTO "
        + dialect.dialect().quoted(staged.name())
        + " FROM "
        + SnowflakeDialect.literal(ROOT + name + "/")
        + " FILE_FORMAT = (TYPE = CSV COMPRESSION = ZSTD ENCODING = 'UTF8' RECORD_DELIMITER = '\\n'"
        + " FIELD_DELIMITER = '0x1f' FIELD_OPTIONALLY_ENCLOSED_BY = '0x27' ESCAPE = NONE"
        + " ESCAPE_UNENCLOSED_FIELD = NONE EMPTY_FIELD_AS_NULL = TRUE NULL_IF = ()"
        + " TRIM_SPACE = FALSE SKIP_BLANK_LINES = FALSE REPLACE_INVALID_CHARACTERS = FALSE"
        + " ERROR_ON_COLUMN_COUNT_MISMATCH = TRUE BINARY_FORMAT = HEX DATE_FORMAT = 'YYYY-MM-DD'"
        + " TIME_FORMAT = 'AUTO'"
        + " TIMESTAMP_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SS.FF6TZH:TZM')"
        + " ON_ERROR = ABORT_STATEMENT PURGE = "
        + (purges ? "TRUE" : "FALSE");
  }

  /** Removes what a run left on the stage. */
  String removeAll() {
    return "REMOVE " + SnowflakeDialect.literal(ROOT + run + "/");
  }

  private static List<Column> columns(Table staged) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(Carried.values()).map(CarriedColumn::of).forEach(columns::add);
    columns.addAll(staged.columns());
    return columns;
  }
}
