package io.tributary.target.bigquery;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.JsonField.Form;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.sql.CarriedColumn;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Table;
import io.tributary.target.bigquery.nested.JsonOutput;
import io.tributary.target.bigquery.nested.NestedReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of rows as a load job reads them: numbers that must stay exact, whole ones among them,
 * and times as text, bytes in base 64.
 */
final class LoadedFields {
  private LoadedFields() {}

  /**
   * The fields of rows for a staged table.
   *
   * @param properties those that the table's columns are of, in their order
   */
  static List<JsonField> of(
      String stream, List<Column> properties, Table staged, Identifiers identifiers) {
    List<JsonField> fields = new ArrayList<>();
    for (Carried carried : Carried.values()) {
      fields.add(new JsonField(CarriedColumn.name(carried), Form.TEXT));
    }
    for (int i = 0; i < staged.columns().size(); i++) {
      Column column = staged.columns().get(i);
      if (column.type().hasParts()) {
        NestedReader reader = NestedColumns.reader(column, properties.get(i), identifiers);
        fields.add(new JsonField(column.name(), new Nested(stream, reader)));
      } else {
        fields.add(new JsonField(column.name(), form(column)));
      }
    }
    return fields;
  }

  private static Form form(Column column) {
    return switch (BigqueryDialect.spelledStaged(column.type())) {
      case BigqueryDialect.BOOL, BigqueryDialect.FLOAT64 -> Form.LITERAL;
      case BigqueryDialect.BYTES -> Form.BASE64;
      default -> Form.TEXT;
    };
  }

  /** The values of a column with parts. */
  private static final class Nested implements JsonField.Nested {
    private final String stream;
    private final NestedReader reader;
    private final JsonOutput output = new JsonOutput();
    private boolean isWarned;

    Nested(String stream, NestedReader reader) {
      this.stream = stream;
      this.reader = reader;
    }

    @Override
    public void write(byte[] json, int start, int stop, TextBuffer out) throws Misfit {
      output.begin(out);
      reader.read(json, start, stop, output);
      if (reader.isDropped() && !isWarned) {
        isWarned = true;
        NestedColumns.warn(stream);
      }
    }
  }
}
