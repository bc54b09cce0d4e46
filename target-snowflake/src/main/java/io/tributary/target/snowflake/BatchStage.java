package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Table;
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
    return copying(staged, name)
        + " ON_ERROR = ABORT_STATEMENT PURGE = "
        + (purges ? "TRUE" : "FALSE");
  }

  /** Answers what is wrong with the files' rows, and copies none. */
  String validation(Table staged, String name) {
    return copying(staged, name) + " VALIDATION_MODE = RETURN_ERRORS";
  }

  private String copying(Table staged, String name) {
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
        + " TIMESTAMP_FORMAT = 'YYYY-MM-DD\"T\"HH24:MI:SS.FF6TZH:TZM')";
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
