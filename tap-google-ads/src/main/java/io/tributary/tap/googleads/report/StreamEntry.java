package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.gaql.Query;
import java.util.List;

/**
 * What is known of a stream before the fields are.
 *
 * @param query what it asks for, without its range of time
 * @param keys the columns that identify a record, if it is no report
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

  /** Whether its rows are of a day or of a longer time, and its key what they are of. */
  public boolean isReport() {
    return kind == ReadKind.REPORT || kind == ReadKind.DAILY;
  }

  /** The same with other fields, which a user chose. */
  StreamEntry choosing(List<String> fields) {
    return new StreamEntry(name, kind, scope, query.selecting(fields), keys, isSelected, true);
  }
}
