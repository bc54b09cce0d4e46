package io.tributary.singer.connector;

/**
 * How a loader wants its rows spooled. All are UTF-8 text, a row a line that ends in one line feed;
 * dates and times are ISO text.
 *
 * <p>The separated ones are in zstd frames that simply follow each other, with fields between the
 * separators 0x1F and an empty field for a null. Bytes are base 16, JSON is its own text. A field
 * is quoted, and the quote doubled inside, only if it is the empty string or holds a 0x1F, the
 * quote, a line feed or a carriage return.
 */
public enum RowFormat {
  /**
   * Separated, and quoted by 0x01, which next to no field holds. Timestamps are microseconds of the
   * epoch: what a database reads fastest.
   */
  SEPARATED,

  /**
   * Separated, and quoted by an apostrophe, for databases that have a printable quote only; of
   * those two it is the one that JSON is not full of. Timestamps are text such as {@code
   * 2026-01-31T12:00:00.000000+01:00}, with the offset that the source gave: always six decimals
   * and a sign.
   */
  QUOTED,

  /**
   * An object a row without its nulls, the members called and written as {@link Loader#fields}
   * says; a batch is one file, of one gzip member. Timestamps are text as in {@link #QUOTED}.
   */
  JSON
}
