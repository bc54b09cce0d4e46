package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.gaql.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The streams that the tap has by itself. */
public final class StreamTable {
  private static final String FILE = "streams.json";

  private StreamTable() {}

  /** All of them, in the order of the catalog. */
  public static List<StreamEntry> read() {
    try (InputStream in = StreamTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      List<StreamEntry> entries = new ArrayList<>();
      for (JsonNode row : Json.MAPPER.readTree(in)) {
        entries.add(entry(row));
      }
      return List.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static StreamEntry entry(JsonNode row) {
    List<String> keys = words(row.path("keys"));
    ReadKind kind = ReadKind.valueOf(upper(row.path("read").asText()));
    boolean isReport = kind == ReadKind.REPORT || kind == ReadKind.DAILY;
    if (keys.isEmpty()) {
      keys.add(isReport ? StreamEntry.ROW_KEY : "resource_name");
    }
    return new StreamEntry(
        row.path("name").asText(),
        kind,
        Scope.valueOf(upper(row.path("accounts").asText("accounts"))),
        Query.of(words(row.path("fields")), row.path("from").asText()),
        keys,
        row.path("selected").asBoolean(),
        false);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
