package io.tributary.sandbox.clone;

import java.util.Arrays;
import java.util.List;

/** The cells of the table: a dash is an empty one. */
final class Cell {
  private Cell() {}

  static List<String> words(String cell) {
    return parts(cell, " ");
  }

  static List<String> list(String cell) {
    return parts(cell, ",");
  }

  private static List<String> parts(String cell, String separator) {
    return cell.equals("-") || cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
  }
}
