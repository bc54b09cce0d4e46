package io.tributary.sandbox.google;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.report.Row;
import io.tributary.sandbox.report.RowJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An answer of {@code searchStream} while it is made: an array of chunks of at most ten thousand
 * rows. No more than a few rows are held at a time.
 */
final class ChunkStream extends InputStream {
  private static final int CHUNK = 10_000;
  private static final int PIECE = 1 << 15;

  private final Iterator<Row> rows;
  private final RowJson json;
  private final String requestId;
  private final LongFunction<@Nullable JsonNode> interruption;
  private final Piece piece = new Piece();
  private final JsonGenerator out = Json.generator(piece);
  private long written;
  private int at;
  private boolean hasBegun;
  private boolean hasEnded;

  /**
   * Makes an answer of rows; whenever {@code interruption} gives a body for the number of rows that
   * were written, that is the last element.
   */
  ChunkStream(
      Iterator<Row> rows,
      RowJson json,
      String requestId,
      LongFunction<@Nullable JsonNode> interruption) {
    this.rows = rows;
    this.json = json;
    this.requestId = requestId;
    this.interruption = interruption;
  }

  /** Bytes that are read in place. */
  private static final class Piece extends ByteArrayOutputStream {
    int copy(int from, byte[] into, int offset, int length) {
      int copied = Math.min(length, count - from);
      System.arraycopy(buf, from, into, offset, copied);
      return copied;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (at == piece.size()) {
      piece.reset();
      at = 0;
      write();
    }
    int copied = piece.copy(at, into, offset, length);
    at += copied;
    return copied == 0 && length > 0 ? -1 : copied;
  }

  /** Writes the next piece; nothing if there is no more. */
  private void write() throws IOException {
    if (hasEnded) {
      return;
    }
    if (!hasBegun) {
      hasBegun = true;
      out.writeStartArray();
      begin();
    }
    while (piece.size() < PIECE && !hasEnded) {
      @Nullable JsonNode end = interruption.apply(written);
      if (end != null) {
        end();
        out.writeTree(end);
        close(out);
      } else if (!rows.hasNext()) {
        end();
        close(out);
      } else {
        row();
      }
    }
    out.flush();
  }

  private void row() throws IOException {
    if (written > 0 && written % CHUNK == 0) {
      end();
      begin();
    }
    json.write(rows.next(), out);
    written++;
    if (written % 64 == 0) {
      out.flush();
    }
  }

  private void begin() throws IOException {
    out.writeStartObject();
    if (rows.hasNext()) {
      out.writeArrayFieldStart("results");
    }
  }

  private void end() throws IOException {
    if (out.getOutputContext().inArray()) {
      out.writeEndArray();
    }
    out.writeStringField("fieldMask", json.fieldMask());
    out.writeStringField("requestId", requestId);
    out.writeEndObject();
  }

  private void close(JsonGenerator generator) throws IOException {
    generator.writeEndArray();
    generator.flush();
    hasEnded = true;
  }
}
