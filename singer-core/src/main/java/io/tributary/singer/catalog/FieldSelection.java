package io.tributary.singer.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parts of a value are kept: compiled once per stream, asked for each field of a record. */
public final class FieldSelection {
  /** All of the value, whatever is in it. */
  public static final FieldSelection EVERYTHING = new FieldSelection(Map.of(), null);

  /** The field was not chosen. */
  public static final FieldSelection NOTHING = new FieldSelection(Map.of(), null);

  private final Map<String, FieldSelection> fields;
  private final @Nullable FieldSelection items;

  private FieldSelection(Map<String, FieldSelection> fields, @Nullable FieldSelection items) {
    this.fields = fields;
    this.items = items;
  }

  static FieldSelection ofObject(Map<String, FieldSelection> fields) {
    return new FieldSelection(Map.copyOf(fields), null);
  }

  static FieldSelection ofItems(FieldSelection items) {
    return items == EVERYTHING ? EVERYTHING : new FieldSelection(Map.of(), items);
  }

  /** What is kept of a field; null if the schema does not know it. */
  public @Nullable FieldSelection field(String name) {
    return fields.get(name);
  }

  /** Whether each field is kept whole or not at all. */
  public boolean isOfWholeFields() {
    return items == null
        && fields.values().stream().allMatch(kept -> kept == EVERYTHING || kept == NOTHING);
  }

  /** What is kept of each item, of an array. */
  public FieldSelection items() {
    return items == null ? EVERYTHING : items;
  }
}
