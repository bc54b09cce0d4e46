package io.tributary.tap.googleads.report;

import io.tributary.singer.json.RawJson;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the key of a report's rows: a digest of the resource and of every segment. What else a row
 * says, such as a name, is no part of it, so that a row that is read again replaces itself. Not
 * thread-safe.
 */
final class RowKey {
  private static final byte[] NULL = {0};
  private static final byte[] END = {1};

  private final Parts parts;
  private final MessageDigest digest;

  /** What a key is made of: the fields, and where their values are. */
  static final class Parts {
    private final byte[][] names;
    private final int[] slots;
    private final FieldType[] types;

    /**
     * @param fields what identifies a row, in order
     * @param places where the values of fields are, by their names
     */
    Parts(List<AdsField> fields, Map<String, Integer> places) {
      this.names = new byte[fields.size()][];
      this.slots = new int[fields.size()];
      this.types = new FieldType[fields.size()];
      for (int i = 0; i < slots.length; i++) {
        AdsField field = fields.get(i);
        names[i] = (field.name() + "=").getBytes(StandardCharsets.UTF_8);
        slots[i] = Objects.requireNonNull(places.get(field.name()), field.name());
        types[i] = field.type();
      }
    }
  }

  RowKey(Parts parts) {
    this.parts = parts;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Writes the key of a row. */
  void write(RowValues values, JsonText out) {
    for (int i = 0; i < parts.slots.length; i++) {
      digest.update(parts.names[i]);
      add(values, parts.slots[i], parts.types[i]);
      digest.update(END);
    }
    out.addHex(digest.digest());
  }

  private void add(RowValues values, int slot, FieldType type) {
    RowValues.Kind kind = values.kind(slot);
    int start = values.start(slot);
    int stop = values.stop(slot);
    boolean isString = kind == RowValues.Kind.STRING;
    boolean isAsItIs =
        (isString && !ExactNumber.isOf(type))
            || ((isString || kind == RowValues.Kind.NUMBER)
                && ExactNumber.isInteger(values.text(), start, stop));
    if (isAsItIs) {
      digest.update(values.text(), start, stop - start);
    } else {
      digest.update(otherwise(values, slot, kind, type));
    }
  }

  private static byte[] otherwise(RowValues values, int slot, RowValues.Kind kind, FieldType type) {
    String text =
        switch (kind) {
          case NONE -> null;
          case STRING, ESCAPED ->
              ExactNumber.isOf(type)
                  ? ExactNumber.of(values.string(slot), type)
                  : values.string(slot);
          case NUMBER -> ExactNumber.of(values.string(slot), FieldType.DOUBLE);
          case TRUE, FALSE -> values.string(slot);
          case OBJECT, ARRAY -> {
            int start = values.start(slot);
            yield RawJson.of(values.text(), start, values.stop(slot) - start).tree().toString();
          }
        };
    return text == null ? NULL : text.getBytes(StandardCharsets.UTF_8);
  }
}
