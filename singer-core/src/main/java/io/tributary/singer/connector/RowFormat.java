package io.tributary.singer.connector;

/**
 * How a loader wants its rows spooled. All are UTF-8 text, a row a line that ends in one line feed,
 * in zstd frames that simply follow each other; timestamps are microseconds of the epoch, dates and
 * times are ISO text, bytes are base 16, JSON is its own text.
 */
public enum RowFormat {
  /**
   * Fields between the separators 0x1F. A null is an empty field. A field is quoted by 0x01, which
   * is doubled inside, only if it is the empty string or holds a 0x1F, a 0x01, a line feed or a
   * carriage return: next to none needs it.
   */
  SEPARATED
}
