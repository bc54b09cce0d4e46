package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.gaql.Query;
import java.util.List;

/**
 * What is known of a stream before the fields are.
 *
 * @param query what it asks for, without its range of time
 * @param keys the columns that identify a record; the digest of what a row is of, if it has figures
 * @param isSelected whether it is read when nobody chooses
 * @param isChosen whether a user chose its fields, who is then told what is wrong with one of them
 */
public record StreamEntry(
    String name,
    ReadKind kind,
    Scope scope,
    Query query,
    List<String> keys,
    boolean isSelected,
    boolean isChosen) {
  public StreamEntry {
    keys = List.copyOf(keys);
  }

  /** The column with the digest of what a row is of. */
  public static final String ROW_KEY = "_row_key";

  /** Whether what identifies a row is all that it is of. */
  public boolean isRowKeyed() {
    return keys.contains(ROW_KEY);
  }

  /** Whether it is read by days. */
  public boolean isReport() {
    return kind == ReadKind.REPORT || kind == ReadKind.DAILY;
  }
}
