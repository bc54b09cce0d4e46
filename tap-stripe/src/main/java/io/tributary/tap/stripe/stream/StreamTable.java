package io.tributary.tap.stripe.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table of all streams. */
public final class StreamTable {
  private final Map<String, StreamEntry> entries;

  private StreamTable(Map<String, StreamEntry> entries) {
    this.entries = entries;
  }

  /** Reads it from the class path. */
  public static StreamTable read() {
    Map<String, StreamEntry> entries = new LinkedHashMap<>();
    try (InputStream in = StreamTable.class.getResourceAsStream("streams.json")) {
      for (JsonNode row : Json.MAPPER.readTree(Objects.requireNonNull(in, "streams.json"))) {
        StreamEntry entry = StreamEntry.of(row);
        entries.put(entry.name(), entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("streams.json", e);
    }
    return new StreamTable(entries);
  }

  /** Every stream, in the order of the table. */
  public Collection<StreamEntry> all() {
    return entries.values();
  }

  /** The permission that a restricted key must have to ask for what is at a path, if known. */
  public Optional<String> permission(String path) {
    return entries.values().stream()
        .filter(entry -> entry.holds(path))
        .flatMap(entry -> entry.permission().stream())
        .findFirst();
  }

  /** Whether there is a stream of this name: what settings name as a parent is none. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The stream of this name, which there must be. */
  public StreamEntry get(String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }
}
