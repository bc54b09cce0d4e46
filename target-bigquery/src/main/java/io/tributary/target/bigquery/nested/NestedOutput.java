package io.tributary.target.bigquery.nested;

/**
 * Takes the values of one column of a row, in the order of its text; what is null or missing is not
 * told.
 *
 * <p>A part that {@link Part#isRepeated} is begun as an array, and each of its elements is told as
 * that part again.
 */
public interface NestedOutput {
  /** An object begins, of which parts may be told now. */
  void beginStruct(Part part);

  /** The object that began last has ended. */
  void endStruct();

  /** An array begins. */
  void beginArray(Part part);

  /** The array that began last has ended. */
  void endArray();

  /**
   * A value as text: digits of a number, true or false, a date, a time of day with six decimals at
   * most, JSON, or the text of a string; in UTF-8, without quotes and escapes. Valid until the
   * next.
   */
  void text(Part part, byte[] text, int start, int stop);

  /** A moment, in microseconds of the epoch. */
  void moment(Part part, long micros);

  /** Bytes. */
  void bytes(Part part, byte[] bytes);
}
