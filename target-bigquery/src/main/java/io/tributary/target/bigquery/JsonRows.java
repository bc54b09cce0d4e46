package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.luben.zstd.ZstdInputStream;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnType;
import io.tributary.target.bigquery.nested.JsonOutput;
import io.tributary.target.bigquery.nested.Misfit;
import io.tributary.target.bigquery.nested.NestedReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch as rows of JSON, a line each, the way a load job reads them: numbers that must
 * stay exact and times as text, bytes in base 64, and no null.
 *
 * <p>Nothing but the row being written is on the heap. Used by one thread.
 */
final class JsonRows {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRows.class);
  private static final byte[] ESCAPES = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FULL = 1 << 16;

  private final Batch batch;
  private final Map<Integer, NestedReader> nested;
  private final JsonOutput parts = new JsonOutput();
  private final List<String> columns = new ArrayList<>();
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
    this.nested = staging.nested();
    for (Column column : staging.columns()) {
      columns.add(column.name());
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
            throw misfit(rows, e);
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
    if (nested.values().stream().anyMatch(NestedReader::isDropped)) {
      LOG.warn(
          "properties of objects are left out, since the table has no field for them stream={}",
          batch.schema().stream());
    }
  }

  private SingerException.Data misfit(long row, Misfit misfit) throws IOException {
    return new SingerException.Data(
        batch.schema().stream(),
        String.valueOf(misfit.getMessage())
            + ", in the record"
            + RefusedRow.named(batch, fieldsOf(row))
            + "; nothing of its batch is kept");
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
            throw misfit(0, e); // it would have been found before it was sent
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
    try {
      Objects.requireNonNull(nested.get(column)).read(fields.bytes(), fields.length(), parts);
    } catch (Misfit e) {
      throw e.in(columns.get(column));
    }
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
    for (int i = 0; i < count; i++) {
      byte each = bytes[i];
      if (each == '"' || each == '\\') {
        reserve(count - i + 3);
        row[length++] = '\\';
        row[length++] = each;
      } else if (each >= 0 && each < ' ') {
        reserve(count - i + 7);
        row[length++] = '\\';
        row[length++] = 'u';
        row[length++] = '0';
        row[length++] = '0';
        row[length++] = ESCAPES[each >> 4];
        row[length++] = ESCAPES[each & 0xf];
      } else {
        row[length++] = each;
      }
    }
    row[length++] = '"';
  }

  private void put(char value) {
    reserve(1);
    row[length++] = (byte) value;
  }

  private void put(byte[] bytes, int count) {
    reserve(count);
    System.arraycopy(bytes, 0, row, length, count);
    length += count;
  }

  /** Makes room, which {@link #text} relies on for the rest of its bytes as well. */
  private void reserve(int more) {
    if (row.length - length < more) {
      row = java.util.Arrays.copyOf(row, Math.max(2 * row.length, length + more));
    }
  }
}
