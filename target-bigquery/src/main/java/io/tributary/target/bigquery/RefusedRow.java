package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Finds out which record of a batch BigQuery did not take: it says at which byte the row begins.
 */
final class RefusedRow {
  private static final Pattern PLACE =
      Pattern.compile("row starting (?:at|from) position:? (\\d+)");
  private static final int LONGEST_KEY = 60;

  private RefusedRow() {}

  /** Whether it is a row that an error is about. */
  static boolean isMeant(String words) {
    return PLACE.matcher(words).find();
  }

  /** What to say of it. */
  static String of(StagingTable staging, String words) {
    Matcher place = PLACE.matcher(words);
    String row = place.find() ? named(staging, Long.parseLong(place.group(1))) : "";
    return staging.batch().schema().stream()
        + ": BigQuery does not take the record"
        + row
        + ": "
        + BigqueryErrors.words(words);
  }

  private static String named(StagingTable staging, long position) {
    try {
      JsonNode row = Json.MAPPER.readTree(lineAt(staging.file(), position));
      return named(
          staging.batch(),
          staging.columns().stream().map(column -> row.path(column.name()).asText()).toList());
    } catch (IOException e) {
      return "";
    }
  }

  /** The first line that begins there, or after it. */
  private static String lineAt(Path file, long position) throws IOException {
    try (InputStream rows = new GZIPInputStream(Files.newInputStream(file))) {
      rows.skipNBytes(Math.max(0, position - 1));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
      String first = lines.readLine();
      return String.valueOf(position == 0 ? first : lines.readLine());
    }
  }

  /** The record's keys, by which its source finds it, or its arrival number. */
  static String named(Batch batch, List<String> fields) {
    if (fields.isEmpty()) {
      return "";
    }
    List<String> keys = new ArrayList<>();
    int first = Carried.values().length;
    for (int i = 0; i < batch.columns().size(); i++) {
      String property = batch.columns().get(i).name();
      if (batch.schema().keyProperties().contains(property)) {
        String value = fields.get(first + i);
        keys.add(property + " " + value.substring(0, Math.min(value.length(), LONGEST_KEY)));
      }
    }
    return " " + (keys.isEmpty() ? "of the sequence " + fields.get(0) : String.join(", ", keys));
  }
}
