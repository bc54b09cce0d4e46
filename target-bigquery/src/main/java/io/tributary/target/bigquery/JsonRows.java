package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.luben.zstd.ZstdInputStream;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import io.tributary.target.bigquery.nested.JsonOutput;
import io.tributary.target.bigquery.nested.Misfit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a batch as rows of JSON, a line each, the way a load job reads them: numbers that must
 * stay exact and times as text, bytes in base 64, and no null.
 *
 * <p>Nothing but the row being written is on the heap. Used by one thread.
 */
final class JsonRows {
  private static final byte[] ESCAPES = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FULL = 1 << 16;

  /** What must not stand in a text as it is. */
  private static final boolean[] ESCAPED = new boolean[256];

  static {
    Arrays.fill(ESCAPED, 0, ' ', true);
    ESCAPED['"'] = true;
    ESCAPED['\\'] = true;
  }

  private final Batch batch;
  private final NestedColumns nested;
  private final JsonOutput parts = new JsonOutput();
  private final List<byte[]> names = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private byte[] row = new byte[2 * FULL];
  private int length;

  /** How a value is written. */
  private enum Style {
    PLAIN,
    TEXT,
    BYTES,
    NESTED
  }

  JsonRows(StagingTable staging) {
    this.batch = staging.batch();
    this.nested = new NestedColumns(staging);
    for (Column column : staging.columns()) {
      names.add((TextNode.valueOf(column.name()) + ":").getBytes(StandardCharsets.UTF_8));
      styles.add(style(column.type()));
    }
  }

  private static Style style(ColumnType type) {
    if (type.hasParts()) {
      return Style.NESTED;
    }
    return switch (BigqueryDialect.spelledStaged(type)) {
      case BigqueryDialect.BOOL, BigqueryDialect.INT64, BigqueryDialect.FLOAT64 -> Style.PLAIN;
      case BigqueryDialect.BYTES -> Style.BYTES;
      default -> Style.TEXT;
    };
  }

  /**
   * Writes all rows.
   *
   * @throws SingerException.Data if a part of an object or an array does not fit its type
   */
  void write(OutputStream out) throws IOException {
    long rows = 0;
    for (Path file : batch.files()) {
      try (SpooledFields fields = opened(file)) {
        while (fields.hasRow()) {
          try {
            row(fields);
          } catch (Misfit e) {
            throw nested.misfit(e, fieldsOf(rows));
          }
          rows++;
          if (length > FULL) {
            out.write(row, 0, length);
            length = 0;
          }
        }
      }
    }
    out.write(row, 0, length);
    length = 0;
    nested.finish();
  }

  /** The fields of a row, by its place in the batch. */
  private List<String> fieldsOf(long row) throws IOException {
    long before = 0;
    for (Path file : batch.files()) {
      try (SpooledFields fields = opened(file)) {
        while (fields.hasRow()) {
          List<String> texts = texts(fields);
          if (before++ == row) {
            return texts;
          }
        }
      }
    }
    return List.of();
  }

  /** The fields of the row that begins at a byte of what is written; empty if none does. */
  List<String> fieldsAt(long position) throws IOException {
    long at = 0;
    for (Path file : batch.files()) {
      try (SpooledFields fields = opened(file)) {
        while (fields.hasRow()) {
          if (at >= position) {
            return texts(fields);
          }
          length = 0;
          try {
            row(fields);
          } catch (Misfit e) {
            throw nested.misfit(e, List.of()); // found before, when it was sent
          }
          at += length;
        }
      }
    }
    return List.of();
  }

  private List<String> texts(SpooledFields fields) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.readField();
      texts.add(new String(fields.bytes(), 0, fields.length(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static SpooledFields opened(Path file) throws IOException {
    return new SpooledFields(
        new ZstdInputStream(new BufferedInputStream(Files.newInputStream(file))));
  }

  private void row(SpooledFields fields) throws IOException, Misfit {
    char before = '{';
    for (int i = 0; i < names.size(); i++) {
      fields.readField();
      if (!fields.isNull()) {
        put(before);
        before = ',';
        byte[] name = names.get(i);
        put(name, name.length);
        Style style = styles.get(i);
        if (style == Style.NESTED) {
          nested(i, fields);
        } else {
          value(style, fields.bytes(), fields.length());
        }
      }
    }
    put('}');
    put('\n');
  }

  private void nested(int column, SpooledFields fields) throws Misfit {
    parts.begin();
    nested.read(column, fields, parts);
    put(parts.bytes(), parts.length());
  }

  private void value(Style style, byte[] bytes, int count) {
    switch (style) {
      case PLAIN, NESTED -> put(bytes, count);
      case TEXT -> text(bytes, count);
      case BYTES -> {
        String hex = new String(bytes, 0, count, StandardCharsets.US_ASCII);
        byte[] encoded = Base64.getEncoder().encode(HexFormat.of().parseHex(hex));
        put('"');
        put(encoded, encoded.length);
        put('"');
      }
    }
  }

  private void text(byte[] bytes, int count) {
    reserve(count + 2);
    row[length++] = '"';
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (ESCAPED[bytes[i] & 0xff]) {
        put(bytes, from, i);
        escape(bytes[i]);
        from = i + 1;
      }
    }
    put(bytes, from, count);
    put('"');
  }

  private void escape(byte each) {
    reserve(6);
    row[length++] = '\\';
    if (each >= ' ') {
      row[length++] = each;
      return;
    }
    row[length++] = 'u';
    row[length++] = '0';
    row[length++] = '0';
    row[length++] = ESCAPES[each >> 4];
    row[length++] = ESCAPES[each & 0xf];
  }

  private void put(char value) {
    reserve(1);
    row[length++] = (byte) value;
  }

  private void put(byte[] bytes, int count) {
    put(bytes, 0, count);
  }

  private void put(byte[] bytes, int start, int stop) {
    reserve(stop - start);
    System.arraycopy(bytes, start, row, length, stop - start);
    length += stop - start;
  }

  private void reserve(int more) {
    if (row.length - length < more) {
      row = Arrays.copyOf(row, Math.max(2 * row.length, length + more));
    }
  }
}
