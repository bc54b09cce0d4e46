package io.tributary.target.duckdb;

import com.github.luben.zstd.Zstd;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.message.SchemaMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows the way {@code RowFormat.SEPARATED} says, by hand. */
final class Spool {
  private static final String RECEIVED = "1700000000000000";

  private final Path folder;
  private long sequence;
  private int files;

  Spool(Path folder) {
    this.folder = folder;
  }

  /** The arrival number that the next row has. */
  void from(long next) {
    sequence = next;
  }

  /** A batch of rows without a version, in a file of several frames. */
  Batch batch(
      SchemaMessage schema, List<Column> columns, List<? extends List<@Nullable String>> rows) {
    return batch(schema, columns, null, rows);
  }

  Batch batch(
      SchemaMessage schema,
      List<Column> columns,
      @Nullable Long version,
      List<? extends List<@Nullable String>> rows) {
    Path file = folder.resolve("rows-" + ++files);
    long first = sequence;
    long bytes = 0;
    long longest = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (List<@Nullable String> row : rows) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(Long.toString(sequence++).getBytes(StandardCharsets.UTF_8));
        write(line, null);
        write(line, RECEIVED);
        write(line, version == null ? null : version.toString());
        row.forEach(value -> write(line, value));
        line.write('\n');
        out.write(Zstd.compress(line.toByteArray()));
        bytes += line.size();
        longest = Math.max(longest, line.size());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Batch(
        schema, columns, List.of(file), rows.size(), bytes, longest, first, sequence - 1);
  }

  private static void write(ByteArrayOutputStream line, @Nullable String value) {
    line.write(0x1f);
    if (value == null) {
      return;
    }
    boolean quoted =
        value.isEmpty() || value.chars().anyMatch(c -> "\u001f\u0001\n\r".indexOf(c) >= 0);
    String text = quoted ? "\u0001" + value.replace("\u0001", "\u0001\u0001") + "\u0001" : value;
    line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
