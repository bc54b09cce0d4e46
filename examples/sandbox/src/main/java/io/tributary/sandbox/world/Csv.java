package io.tributary.sandbox.world;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of tables whose cells are divided by commas. */
public final class Csv {
  private Csv() {}

  /** A line of cells, each in quotes if it has to be. */
  public static String row(Object... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(Object value) {
    String text = value.toString();
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
