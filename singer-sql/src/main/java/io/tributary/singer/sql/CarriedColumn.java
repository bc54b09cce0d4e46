package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;

/** The columns of a staged batch that the runner adds to the record's own, by the rows' order. */
public final class CarriedColumn {
  private CarriedColumn() {}

  /** The name of the column that holds {@code carried}. */
  public static String name(Carried carried) {
    return switch (carried) {
      case SEQUENCE -> "_row_sequence";
      case EXTRACTED_AT -> "_row_extracted_at";
      case RECEIVED_AT -> "_row_received_at";
      case VERSION -> "_row_version";
    };
  }

  /** The column that holds {@code carried}, and its type. */
  public static Column of(Carried carried) {
    return switch (carried) {
      case SEQUENCE, VERSION -> new Column(name(carried), ColumnType.INTEGER);
      case EXTRACTED_AT, RECEIVED_AT -> new Column(name(carried), ColumnType.TIMESTAMP);
    };
  }
}
