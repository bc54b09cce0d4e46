package io.tributary.tap.googleads.report;

import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.field.AdsField;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of rows into that of records, without a tree of either. Made for one query;
 * thread-safe: {@link #records} makes what belongs to one thread.
 */
final class RowReader {
  private final Map<String, Integer> slots = new HashMap<>();
  private final ColumnText[] columns;
  private final RowKey.@Nullable Parts key;
  private final NameTree names = new NameTree();

  /**
   * @param fields all that the query selects
   * @param columns what records have, each filled by one of those or by none
   * @param keyFields what identifies a row, the resource first; empty if the rows have keys
   */
  RowReader(List<AdsField> fields, List<Column> columns, List<String> keyFields) {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      slots.put(name, i);
      names.add(Stream.of(name.split("\\.", -1)).map(JsonName::of).toList(), i);
    }
    this.columns =
        columns.stream()
            .map(column -> new ColumnText(column, slot(column.field().name())))
            .toArray(ColumnText[]::new);
    List<AdsField> parts = keyFields.stream().map(name -> fields.get(slot(name))).toList();
    this.key = parts.isEmpty() ? null : new RowKey.Parts(parts, slots);
  }

  private int slot(String field) {
    return slots.getOrDefault(field, -1);
  }

  /**
   * Begins with some rows.
   *
   * @param stamp what is at the end of each record, from the comma before it to its last brace
   */
  Records records(byte[] stamp) {
    return new Records(stamp);
  }

  /** Makes records of rows, one by one. For one thread. */
  final class Records implements StreamPlan.Rows {
    private static final byte[] KEY = ColumnText.name(StreamEntry.ROW_KEY);

    private final byte[] stamp;
    private final @Nullable RowKey rowKey = key == null ? null : new RowKey(key);
    private final RowValues values = new RowValues(names.copy(), slots.size());
    private final JsonText out = new JsonText();

    private Records(byte[] stamp) {
      this.stamp = Arrays.copyOf(stamp, stamp.length);
    }

    @Override
    public RawJson of(RawJson row) {
      values.read(row);
      out.clear();
      if (rowKey != null) {
        out.add(KEY);
        out.add('"');
        rowKey.write(values, out);
        out.add('"');
      }
      for (ColumnText column : columns) {
        column.write(values, out);
      }
      out.add(stamp);
      out.first('{');
      return out.json();
    }

    @Override
    public String text(String field) {
      int slot = slot(field);
      return slot < 0 || values.kind(slot) == RowValues.Kind.NONE ? "" : values.string(slot);
    }
  }
}
