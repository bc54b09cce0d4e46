package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.tributary.target.bigquery.nested.NestedOutput;
import io.tributary.target.bigquery.nested.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts of one column as fields of protocol buffers: a STRUCT as a message, an element
 * of an array as one more field of the same number.
 *
 * <p>Holds one value. Used by one thread.
 */
final class PartEncoder implements NestedOutput {
  private static final int MICROS = 1_000_000;

  private final Map<StandardSQLTypeName, FieldEncoder> encoders =
      new EnumMap<>(StandardSQLTypeName.class);

  /** The messages that are open, the outermost first; kept for the next. */
  private final List<Message> messages = new ArrayList<>();

  private CodedOutputStream row = CodedOutputStream.newInstance(new byte[0]);
  private int number;
  private int depth;

  /** A message while it is written, and the number of its field. */
  private static final class Message {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    int number;
  }

  /** Begins a column's value, which is a field of a row. */
  void begin(CodedOutputStream rowOut, int columnNumber) {
    row = rowOut;
    number = columnNumber;
    depth = 0;
  }

  private CodedOutputStream out() {
    return depth == 0 ? row : messages.get(depth - 1).out;
  }

  /** Within a message fields are numbered by their places; the column is numbered by its row. */
  private int number(Part part) {
    return depth == 0 ? number : part.index() + 1;
  }

  @Override
  public void beginStruct(Part part) {
    if (depth == messages.size()) {
      messages.add(new Message());
    }
    Message message = messages.get(depth);
    message.bytes.reset();
    message.number = number(part);
    depth++;
  }

  @Override
  public void endStruct() {
    Message message = messages.get(depth - 1);
    depth--;
    try {
      message.out.flush();
      out().writeTag(message.number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out().writeUInt32NoTag(message.bytes.size());
      out().writeRawBytes(message.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beginArray(Part part) {}

  @Override
  public void endArray() {}

  @Override
  public void text(Part part, byte[] text, int start, int stop) {
    byte[] whole = start == 0 ? text : Arrays.copyOfRange(text, start, stop);
    try {
      encoders
          .computeIfAbsent(part.type(), type -> FieldEncoder.of(part.name(), type))
          .value()
          .write(out(), number(part), whole, stop - start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void moment(Part part, long micros) {
    try {
      if (part.type() == StandardSQLTypeName.TIMESTAMP) {
        out().writeInt64(number(part), micros);
      } else {
        int nanos = (int) Math.floorMod(micros, (long) MICROS) * 1_000;
        String clock =
            LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC)
                .toString();
        byte[] text = clock.getBytes(StandardCharsets.US_ASCII);
        text(part, text, 0, text.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void bytes(Part part, byte[] bytes) {
    try {
      out().writeByteArray(number(part), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
