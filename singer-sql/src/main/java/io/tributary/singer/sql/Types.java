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
 */
public record Types(
    Function<ColumnType, String> spell,
    Function<String, Optional<ColumnType>> read,
    Staged staged,
    Conversion convert) {

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
