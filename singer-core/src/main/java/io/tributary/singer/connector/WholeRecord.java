package io.tributary.singer.connector;

import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import java.util.HashSet;
import java.util.Set;

/**
 * How a loader wants rows that hold a record as it came, in one column of JSON, instead of a column
 * for each of its properties.
 *
 * @param column what the column is called
 */
public record WholeRecord(String column) {
  private static final String DELETED_AT = "_sdc_deleted_at";

  /** What is a column beside it: the keys, and what says that a row is gone. */
  public JsonSchema beside(SchemaMessage schema) {
    Set<String> kept = new HashSet<>(schema.keyProperties());
    kept.add(DELETED_AT);
    return schema.schema().retaining(kept);
  }
}
