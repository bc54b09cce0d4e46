package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.field.FieldType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of one column, each straight from the text of its row. Thread-safe.
 *
 * <p>Each begins with a comma: a record's first one becomes its brace.
 */
final class ColumnText {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final int slot;
  private final FieldType type;
  private final boolean isNumber;
  private final boolean isRepeated;
  private final boolean inCurrency;
  private final byte[] name;
  private final byte[] absent;

  /**
   * @param slot where the values are; negative if there are none
   */
  ColumnText(Column column, int slot) {
    this.slot = slot;
    this.type = column.field().type();
    this.isNumber = ExactNumber.isOf(type);
    this.isRepeated = column.field().isRepeated();
    this.inCurrency = column.inCurrency();
    this.name = name(column.name());
    this.absent = member(column.name(), isRepeated ? "[]" : "null");
  }

  /** A name, from the comma before it to the colon. */
  static byte[] name(String name) {
    return member(name, "");
  }

  private static byte[] member(String name, String value) {
    String quoted = RawJson.of(TextNode.valueOf(name)).text();
    return ("," + quoted + ":" + value).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the name and the value of the row's. */
  void write(RowValues values, JsonText out) {
    RowValues.Kind kind = slot < 0 ? RowValues.Kind.NONE : values.kind(slot);
    if (kind == RowValues.Kind.NONE) {
      out.add(absent);
    } else if (inCurrency) {
      amount(values, out);
    } else {
      value(kind, values, out);
    }
  }

  private void value(RowValues.Kind kind, RowValues values, JsonText out) {
    int start = values.start(slot);
    int stop = values.stop(slot);
    switch (kind) {
      case STRING, ESCAPED -> {
        if (isNumber) {
          number(values, out);
        } else {
          out.add(name);
          out.add(values.text(), start - 1, stop + 1);
        }
      }
      case NUMBER, TRUE, FALSE -> {
        out.add(name);
        out.add(values.text(), start, stop);
      }
      case OBJECT, ARRAY -> {
        out.add(name);
        if (isNumber && kind == RowValues.Kind.ARRAY) {
          numbers(values, out);
        } else {
          out.addCompact(values.text(), start, stop);
        }
      }
      case NONE -> out.add(absent);
    }
  }

  /** A number that comes as text. */
  private void number(RowValues values, JsonText out) {
    if (ExactNumber.isInteger(values.text(), values.start(slot), values.stop(slot))) {
      out.add(name);
      out.add(values.text(), values.start(slot), values.stop(slot));
      return;
    }
    String exact = ExactNumber.of(values.string(slot), type);
    if (exact == null) {
      out.add(absent);
    } else {
      out.add(name);
      out.add(exact);
    }
  }

  private void numbers(RowValues values, JsonText out) {
    JsonCursor items = new JsonCursor();
    items.reset(values.text(), values.start(slot), values.stop(slot));
    items.take('[');
    char before = '[';
    if (items.takes(']')) {
      out.add(before);
    } else {
      do {
        out.add(before);
        before = ',';
        item(items, out);
      } while (items.takes(','));
    }
    out.add(']');
  }

  private void item(JsonCursor items, JsonText out) {
    int first = items.peek();
    int start = items.at();
    items.value();
    if (first == '"') {
      @Nullable String exact = ExactNumber.of(items.text(), type);
      out.add(exact == null ? NULL : exact.getBytes(StandardCharsets.UTF_8));
    } else {
      out.addCompact(items.bytes(), start, items.at());
    }
  }

  private void amount(RowValues values, JsonText out) {
    String amount = ExactNumber.inCurrency(values.string(slot), type);
    if (amount == null) {
      out.add(absent);
    } else {
      out.add(name);
      out.add('"');
      out.add(amount);
      out.add('"');
    }
  }
}
