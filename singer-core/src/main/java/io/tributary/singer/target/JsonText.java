package io.tributary.singer.target;

import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.JsonField.Form;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.JsonString;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.MomentText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes each row as an object. Used by one thread. */
final class JsonText implements RowText {
  private final Form[] forms;

  /** What stands before each value: the name, and the quote of one that is a string. */
  private final byte[][] before;

  private final JsonField.@Nullable Nested[] nested;
  private final List<StampText> stamps = StampText.ofRows();

  JsonText(List<JsonField> fields) {
    int count = fields.size();
    forms = new Form[count];
    before = new byte[count][];
    nested = new JsonField.@Nullable Nested[count];
    for (int i = 0; i < count; i++) {
      JsonField field = fields.get(i);
      forms[i] = field.form();
      before[i] = before(field, i == 0 ? '{' : ',');
      nested[i] = field.nested().orElse(null);
    }
  }

  private static byte[] before(JsonField field, char separator) {
    byte[] name = field.name().getBytes(StandardCharsets.UTF_8);
    TextBuffer text = new TextBuffer();
    text.put(separator);
    text.put('"');
    JsonString.encode(name, 0, name.length, text);
    text.putAscii(isString(field.form()) ? "\":\"" : "\":");
    byte[] before = new byte[text.length()];
    System.arraycopy(text.bytes(), 0, before, 0, before.length);
    return before;
  }

  private static boolean isString(Form form) {
    return form == Form.TEXT || form == Form.BASE64;
  }

  @Override
  public void absent(int field, TextBuffer out) {}

  @Override
  public void open(int field, TextBuffer out) {
    byte[] text = before[field];
    out.put(text, 0, text.length);
  }

  @Override
  public void close(int field, TextBuffer out) {
    if (isString(forms[field])) {
      out.put('"');
    }
  }

  /** Escapes need not be undone: what JSON read can be read as JSON again. */
  @Override
  public void string(int field, byte[] text, int start, int stop, boolean escaped, TextBuffer out) {
    open(field, out);
    out.put(text, start, stop);
    close(field, out);
  }

  @Override
  public void json(int field, byte[] text, int start, int stop, TextBuffer out) throws Misfit {
    open(field, out);
    JsonField.Nested parts = nested[field];
    if (parts == null) {
      JsonString.encode(text, start, stop, out);
    } else {
      parts.write(text, start, stop, out);
    }
    close(field, out);
  }

  @Override
  public void bytes(int field, byte[] value, TextBuffer out) {
    open(field, out);
    out.putAscii(
        forms[field] == Form.BASE64
            ? Base64.getEncoder().encodeToString(value)
            : HexFormat.of().formatHex(value));
    close(field, out);
  }

  @Override
  public void moment(int field, long micros, int offset, TextBuffer out) {
    open(field, out);
    MomentText.write(micros, offset, out);
    close(field, out);
  }

  @Override
  public void stamp(int field, long micros, TextBuffer out) {
    open(field, out);
    stamps.get(field).write(micros, out);
    close(field, out);
  }

  @Override
  public void end(TextBuffer out) {
    out.put('}');
    out.put('\n');
  }
}
