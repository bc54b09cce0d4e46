package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import java.util.Arrays;
import java.util.List;

/** The columns that say of a row where it came from, named as other Singer targets name them. */
enum Metadata {
  /** When the source handed the record out. */
  EXTRACTED_AT("_sdc_extracted_at", LogicalType.TIMESTAMP),
  /** When the target read it. */
  RECEIVED_AT("_sdc_received_at", LogicalType.TIMESTAMP),
  /** When its batch was loaded. */
  BATCHED_AT("_sdc_batched_at", LogicalType.TIMESTAMP),
  /** When the source said that the record is gone. */
  DELETED_AT("_sdc_deleted_at", LogicalType.TIMESTAMP),
  /** The arrival number. */
  SEQUENCE("_sdc_sequence", LogicalType.INTEGER),
  /** The version of the stream that the record belongs to. */
  TABLE_VERSION("_sdc_table_version", LogicalType.INTEGER),
  /** When the run began, in milliseconds of the epoch. */
  SYNC_STARTED_AT("_sdc_sync_started_at", LogicalType.INTEGER);

  private final String label;
  private final LogicalType kind;

  Metadata(String label, LogicalType kind) {
    this.label = label;
    this.kind = kind;
  }

  /** The column's name. */
  String label() {
    return label;
  }

  Column column() {
    boolean isMoment = kind == LogicalType.TIMESTAMP;
    return new Column(label, isMoment ? ColumnType.TIMESTAMP : ColumnType.INTEGER);
  }

  static List<Column> columns() {
    return Arrays.stream(values()).map(Metadata::column).toList();
  }
}
