package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import java.io.IOException;

/** Rows that can be read again, the same each time. */
public interface Rows {
  /** How they are declared. */
  ProtoSchema schema();

  /** How many there are. */
  long count();

  /**
   * Hands over all rows but the first ones.
   *
   * @param skipped how many are not wanted
   * @throws IOException if they cannot be read
   */
  void read(long skipped, Output out) throws IOException;

  /** Where rows go. */
  @FunctionalInterface
  interface Output {
    /** Takes the next row. */
    void row(ByteString row);
  }
}
