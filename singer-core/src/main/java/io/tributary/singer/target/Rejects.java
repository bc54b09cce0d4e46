package io.tributary.singer.target;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.report.StreamReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bad records, set aside in a file of JSON lines: {@code reason}, {@code stream}, {@code line} and
 * {@code record}, which is the record as it came, or text where it is not JSON.
 *
 * <p>Thread-safe. The file is made with the first bad record, only for its owner's eyes, and is
 * appended to by later runs.
 */
public final class Rejects implements AutoCloseable {
  /** What is kept of a text that is too long to be a record. */
  private static final int LONGEST_TEXT = 64 * 1024;

  private final TargetSettings.InvalidSettings settings;
  private @Nullable FileChannel file;
  private long count;

  public Rejects(TargetSettings.InvalidSettings settings) {
    this.settings = settings;
  }

  /**
   * One bad record.
   *
   * @param line the number of the line it came in
   * @param stream empty if that could not be told
   * @param text the record, or the whole line if there is no record in it
   */
  public record Reject(String reason, String stream, long line, String text) {}

  /**
   * Sets a record aside and counts it, or ends the run if that is what the user wants, or if there
   * are too many.
   *
   * @param failure what ends the run
   * @param stream where it is counted, or where is said why the run ended
   * @throws SingerException {@code failure}, or that there are too many
   */
  public void add(Reject reject, SingerException failure, StreamReport stream) {
    try {
      add(reject, failure);
    } catch (SingerException e) {
      stream.failed(String.valueOf(e.getMessage()));
      throw e;
    }
    stream.rejected(1);
  }

  /** As above, for those who count for themselves. */
  public synchronized void add(Reject reject, SingerException failure) {
    if (settings.onInvalid() == TargetSettings.OnInvalid.FAIL) {
      throw failure;
    }
    if (count >= settings.maxRejects()) {
      throw tooMany(failure);
    }
    count++;
    append(reject);
  }

  private SingerException tooMany(SingerException failure) {
    String what =
        "more than "
            + settings.maxRejects()
            + " bad records, which is what max_rejects allows; the last: "
            + failure.getMessage();
    return new SingerException.TooManyRejects(what, failure);
  }

  /** How many were set aside. */
  public synchronized long count() {
    return count;
  }

  private void append(Reject reject) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream(256 + reject.text().length());
      try (JsonGenerator json = Json.FACTORY.createGenerator(line, JsonEncoding.UTF8)) {
        json.writeStartObject();
        json.writeStringField("reason", reject.reason());
        json.writeStringField("stream", reject.stream());
        json.writeNumberField("line", reject.line());
        json.writeFieldName("record");
        writeText(json, reject.text());
        json.writeEndObject();
      }
      line.write('\n');
      ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
      FileChannel channel = open();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** JSON as JSON, so that it can be put right and sent again; anything else as a string. */
  private static void writeText(JsonGenerator json, String text) throws IOException {
    if (text.length() > LONGEST_TEXT) {
      json.writeString(text.substring(0, LONGEST_TEXT) + "…");
    } else if (isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }

  private static boolean isJson(String text) {
    try {
      return !Json.MAPPER.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Makes what was set aside durable. Called before a state that covers it goes out.
   *
   * @throws SingerException.Destination if it cannot be written
   */
  public synchronized void sync() {
    FileChannel channel = file;
    if (channel != null) {
      try {
        channel.force(false);
      } catch (IOException e) {
        throw cannotWrite(e);
      }
    }
  }

  private FileChannel open() throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      channel =
          FileChannel.open(
              path(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownersOnly());
      file = channel;
    }
    return channel;
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private Path path() {
    return settings.rejectFile().orElseThrow();
  }

  private SingerException cannotWrite(IOException failure) {
    return new SingerException.Destination(
        "reject_file " + path() + " cannot be written: " + failure.getMessage(), failure);
  }

  @Override
  public synchronized void close() {
    FileChannel channel = file;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw cannotWrite(e);
      }
    }
  }
}
