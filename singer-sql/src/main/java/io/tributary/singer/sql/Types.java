package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a database spells types.
 *
 * @param spell the type of a column that holds {@code ColumnType}
 * @param read what a column of that type can hold; empty if it is none of those we write
 * @param staged what a staged value stands for
 * @param convert turns a value of one type into one of a wider type
 * @param widest the exact decimal of the most digits, if that are more than {@link
 *     ColumnType#MAX_DIGITS} before and after the point together
 * @param nesting how objects and arrays are stored whose parts are known; if empty, as JSON
 */
public record Types(
    Function<ColumnType, String> spell,
    Function<String, Optional<ColumnType>> read,
    Staged staged,
    Conversion convert,
    Optional<ColumnType> widest,
    Optional<Nesting> nesting) {
  /** The types of a database whose decimals have no more digits than that. */
  public Types(
      Function<ColumnType, String> spell,
      Function<String, Optional<ColumnType>> read,
      Staged staged,
      Conversion convert) {
    this(spell, read, staged, convert, Optional.empty(), Optional.empty());
  }

  /** What holds so many digits before the point and after it, where the usual decimals do not. */
  ColumnType beyond(int whole, int scale) {
    return widest
        .filter(it -> whole <= it.precision() - it.scale() && scale <= it.scale())
        .orElse(ColumnType.STRING);
  }

  /** What a staged value stands for, where it is not staged as a value of its type. */
  @FunctionalInterface
  public interface Staged {
    /** The expression of the type {@code type} for the staged value {@code value}. */
    String sql(String value, ColumnType type);
  }

  /** Turns a value of one type into one of a wider type. */
  @FunctionalInterface
  public interface Conversion {
    /**
     * The expression for {@code value}, which is of type {@code from}, as one of type {@code to}.
     */
    String sql(String value, ColumnType from, ColumnType to);
  }
}
