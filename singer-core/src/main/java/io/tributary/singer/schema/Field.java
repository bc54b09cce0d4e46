package io.tributary.singer.schema;

/**
 * One property of a stream, digested.
 *
 * @param name the property's name
 * @param type what a column for it must hold: the union of everything its schema allows
 * @param nullable whether its schema allows null
 * @param isBase64 whether its bytes are written in base 64 instead of base 16
 */
public record Field(String name, ColumnType type, boolean nullable, boolean isBase64) {
  /** A property whose bytes, if it has any, are written in base 16. */
  public Field(String name, ColumnType type, boolean nullable) {
    this(name, type, nullable, false);
  }

  /** The same property as one of another type. */
  public Field withType(ColumnType other) {
    return new Field(name, other, nullable, isBase64);
  }
}
