package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Rows on their way into a table: every value is text, and no longer in doubt. */
public final class RowFile implements AutoCloseable {
  private static final int LARGEST_ROW = 200 * 1024 * 1024;

  private final Path file;
  private final OutputStream out;
  private boolean isEmpty = true;

  public RowFile() {
    try {
      file = Files.createTempFile("standin", ".jsonl");
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void add(ObjectNode row) {
    try {
      out.write(Json.MAPPER.writeValueAsBytes(row));
      out.write('\n');
      isEmpty = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts all rows into a table of these columns. */
  public void into(Duck duck, TableId table, List<Column> columns) {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isEmpty) {
      return;
    }
    String names =
        columns.stream().map(c -> Duck.quoted(c.name())).collect(Collectors.joining(", "));
    String casts =
        columns.stream()
            .map(c -> "CAST(" + Duck.quoted(c.name()) + " AS " + c.duck() + ")")
            .collect(Collectors.joining(", "));
    String types =
        columns.stream()
            .map(c -> Duck.literal(c.name()) + ": " + Duck.literal(c.staged()))
            .collect(Collectors.joining(", ", "{", "}"));
    duck.run(
        "INSERT INTO %s (%s) SELECT %s FROM read_json(%s, format = 'newline_delimited', columns = %s, maximum_object_size = %d)"
            .formatted(
                table.physical(), names, casts, Duck.literal(file.toString()), types, LARGEST_ROW));
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
