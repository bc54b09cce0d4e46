package io.tributary.singer.target;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.LineReader;
import io.tributary.singer.message.RecordMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads the files of BATCH messages, line by line, as if their records stood in the input.
 *
 * <p>Only files under the folder that the settings name are read, wherever links may lead.
 */
final class BatchFiles {
  private static final int BUFFER = 64 * 1024;

  private final Optional<BatchConfig> allowed;
  private final int maxLineBytes;

  BatchFiles(Optional<BatchConfig> allowed, int maxLineBytes) {
    this.allowed = allowed;
    this.maxLineBytes = maxLineBytes;
  }

  /** What takes the records. */
  interface Records {
    void onRecord(RecordMessage record) throws InterruptedException;
  }

  /**
   * @param line the number of the BATCH message's line
   * @throws SingerException.Protocol if a file is not allowed, is not there, or is not what the
   *     message says
   */
  void read(BatchMessage batch, long line, Records records) throws InterruptedException {
    String format = batch.encoding().format();
    String compression = batch.encoding().compression();
    if (!format.equals("jsonl") || !(compression.equals("gzip") || compression.equals("none"))) {
      throw refused(
          batch,
          line,
          "is " + format + " with " + compression + "; jsonl with gzip or none is read");
    }
    for (URI address : batch.manifest()) {
      Path file = file(batch, address, line);
      try (InputStream raw = Files.newInputStream(file);
          InputStream in = compression.equals("gzip") ? new GZIPInputStream(raw, BUFFER) : raw) {
        read(batch, in, file, records);
      } catch (IOException e) {
        throw new SingerException.Protocol(
            line, "BATCH of " + batch.stream() + ": " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private void read(BatchMessage batch, InputStream in, Path file, Records records)
      throws IOException, InterruptedException {
    LineReader lines = new LineReader(in, maxLineBytes);
    while (lines.next()) {
      if (lines.isTooLong()) {
        throw new IOException(
            "line " + lines.number() + " is longer than max_line_bytes allows in " + file);
      }
      if (!lines.isBlank()) {
        RawJson text = RawJson.of(lines.bytes(), lines.start(), lines.stop() - lines.start());
        records.onRecord(new RecordMessage(batch.stream(), text, null, null));
      }
    }
  }

  private Path file(BatchMessage batch, URI address, long line) {
    if (allowed.isEmpty()) {
      throw refused(
          batch,
          line,
          "names files, which are read only under batch_config.storage.root; it is not set");
    }
    if (!"file".equals(address.getScheme())) {
      throw refused(batch, line, "names " + address + "; only file:// addresses are read");
    }
    try {
      Path root = allowed.get().root().toRealPath();
      Path file = Path.of(address).toRealPath();
      if (!file.startsWith(root)) {
        throw refused(
            batch, line, "names " + address + ", which is not under batch_config.storage.root");
      }
      return file;
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw refused(batch, line, "names " + address + ", which is not a file's address");
    } catch (IOException e) {
      throw refused(batch, line, "names " + address + ", which cannot be read: " + e.getMessage());
    }
  }

  private static SingerException.Protocol refused(BatchMessage batch, long line, String what) {
    return new SingerException.Protocol(line, "BATCH of " + batch.stream() + " " + what);
  }
}
