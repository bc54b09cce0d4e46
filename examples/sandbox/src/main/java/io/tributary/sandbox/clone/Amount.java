package io.tributary.sandbox.clone;

import java.util.List;

/** How many objects a listing has, and where they come from. */
interface Amount {

  /** So many in a small world, spread evenly over two years; new ones go on coming. */
  record Steady(int small) implements Amount {}

  /** One for each object of a list of the world. */
  record OneEach(String path) implements Amount {}

  /** Those that bear these names, from the beginning. */
  record Named(List<String> ids) implements Amount {}

  /** So many for each object that they hang on; one such object in twenty may have many more. */
  record Inside(int least, int most, boolean someHaveMany) implements Amount {
    static final int MANY = 25;
  }

  /** The object of another listing whose number is that of the object it hangs on. */
  record TwinOf(String path) implements Amount {}

  static Amount of(String cell) {
    String rest = cell.substring(1);
    return switch (cell.charAt(0)) {
      case '*' -> new OneEach("/v1/" + rest);
      case '=' -> new Named(Cell.list(rest));
      case '~' -> new TwinOf("/v1/" + rest);
      default -> cell.indexOf('-') < 0 ? new Steady(Integer.parseInt(cell)) : inside(cell);
    };
  }

  private static Amount inside(String cell) {
    boolean many = cell.endsWith("+");
    String range = many ? cell.substring(0, cell.length() - 1) : cell;
    int dash = range.indexOf('-');
    return new Inside(
        Integer.parseInt(range.substring(0, dash)),
        Integer.parseInt(range.substring(dash + 1)),
        many);
  }
}
