package io.tributary.singer.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as lines of JSON. For one thread.
 *
 * <p>Lines are gathered and written whole, many at once: at a state, when the buffer is full, and
 * when the producer pauses. So whatever kills the process, what was written before its last write
 * is whole lines.
 */
public final class MessageWriter implements MessageHandler {
  /** From how many bytes on the gathered lines are written. */
  private static final int FULL = 64 * 1024;

  /** A buffer that one huge line has blown up beyond this is not kept. */
  private static final int KEPT = 1024 * 1024;

  private static final byte[] VERSION = ascii(",\"version\":");
  private static final byte[] EXTRACTED = ascii(",\"time_extracted\":\"");
  private static final byte[] STATE = ascii("{\"type\":\"STATE\",\"value\":");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The words by which systems say that a reader is gone; most languages keep "pipe". */
  private static final List<String> GONE =
      List.of("pipe", "connection reset", "connection abort", "stream closed", "tubería");

  private final OutputStream out;
  private final Map<String, byte[]> openings = new HashMap<>();
  private byte[] buffer = new byte[2 * FULL];
  private int used;
  private String lastStream = "";
  private byte[] lastOpening = new byte[0];
  private @Nullable Instant lastExtracted;
  private byte[] lastExtractedText = new byte[0];

  /**
   * @param out where the lines go; every write to it is of whole lines, so it need not be buffered
   */
  public MessageWriter(OutputStream out) {
    this.out = out;
  }

  @Override
  public void onSchema(SchemaMessage schema) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", "SCHEMA");
    json.put("stream", schema.stream());
    json.set("schema", schema.schema().toJson());
    json.set("key_properties", Json.MAPPER.valueToTree(schema.keyProperties()));
    if (!schema.bookmarkProperties().isEmpty()) {
      json.set("bookmark_properties", Json.MAPPER.valueToTree(schema.bookmarkProperties()));
    }
    line(json);
  }

  @Override
  public void onRecord(RecordMessage message) {
    RawJson record = message.record();
    byte[] opening = opening(message.stream());
    reserve(opening.length + record.length() + 128);
    append(opening);
    append(record);
    Long version = message.version();
    if (version != null) {
      append(VERSION);
      append(ascii(version.toString()));
    }
    Instant extracted = message.timeExtracted();
    if (extracted != null) {
      append(EXTRACTED);
      append(text(extracted));
      buffer[used++] = '"';
    }
    endLine();
  }

  @Override
  public void onState(StateMessage state) {
    RawJson value = state.value();
    reserve(STATE.length + value.length() + 2);
    append(STATE);
    append(value);
    endLine();
    flush();
  }

  @Override
  public void onActivateVersion(ActivateVersionMessage activation) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", "ACTIVATE_VERSION");
    json.put("stream", activation.stream());
    json.put("version", activation.version());
    line(json);
  }

  @Override
  public void onBatch(BatchMessage batch) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", "BATCH");
    json.put("stream", batch.stream());
    ObjectNode encoding = json.putObject("encoding");
    encoding.put("format", batch.encoding().format());
    if (!batch.encoding().compression().equals("none")) {
      encoding.put("compression", batch.encoding().compression());
    }
    var manifest = json.putArray("manifest");
    batch.manifest().forEach(file -> manifest.add(file.toString()));
    line(json);
  }

  @Override
  public void onPause() {
    flush();
  }

  /**
   * Writes what is gathered.
   *
   * @throws SingerException.ReaderGone if nobody reads any more
   * @throws SingerException.Destination if the output cannot be written, as when a disk is full
   */
  public void flush() {
    if (used == 0) {
      return;
    }
    int length = used;
    used = 0;
    try {
      out.write(buffer, 0, length);
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
    if (buffer.length > KEPT) {
      buffer = new byte[2 * FULL];
    }
  }

  private static SingerException failure(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return GONE.stream().anyMatch(words::contains)
        ? new SingerException.ReaderGone(failure)
        : new SingerException.Destination(
            "the output cannot be written: " + failure.getMessage(), failure);
  }

  private byte[] opening(String stream) {
    if (!stream.equals(lastStream)) {
      lastOpening = openings.computeIfAbsent(stream, MessageWriter::openingOf);
      lastStream = stream;
    }
    return lastOpening;
  }

  private static byte[] openingOf(String stream) {
    String quoted = RawJson.of(Json.MAPPER.getNodeFactory().textNode(stream)).text();
    return ("{\"type\":\"RECORD\",\"stream\":" + quoted + ",\"record\":")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As singer-python writes it. Many records share a moment, which is formatted once. */
  private byte[] text(Instant extracted) {
    if (!extracted.equals(lastExtracted)) {
      lastExtracted = extracted;
      lastExtractedText = ascii(MICROS.format(extracted));
    }
    return lastExtractedText;
  }

  private void line(JsonNode json) {
    RawJson text = RawJson.of(json);
    reserve(text.length() + 2);
    System.arraycopy(text.bytes(), text.offset(), buffer, used, text.length() - 1);
    used += text.length() - 1;
    endLine();
  }

  /** Closes the object and the line, and writes what is gathered if that is enough. */
  private void endLine() {
    buffer[used++] = '}';
    buffer[used++] = '\n';
    if (used >= FULL) {
      flush();
    }
  }

  private void append(RawJson json) {
    System.arraycopy(json.bytes(), json.offset(), buffer, used, json.length());
    used += json.length();
  }

  private void append(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void reserve(int more) {
    if (buffer.length - used < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, used + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
