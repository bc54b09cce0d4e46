package io.tributary.singer.schema;

/** What a value is, flattened from JSON Schema to the few kinds that a database can hold. */
public enum LogicalType {
  BOOLEAN,
  /** A whole number; {@link ColumnType#precision} says how many digits it may have. */
  INTEGER,
  /** An exact decimal number of a known scale. */
  DECIMAL,
  /** A number of which only that is known: exact as far as its values allow. */
  NUMBER,
  STRING,
  DATE,
  TIME,
  /** An instant, and the offset it was written with where the destination keeps that. */
  TIMESTAMP,
  /** Bytes, written as base 16 or base 64 text. */
  BINARY,
  OBJECT,
  ARRAY,
  /** Several kinds at once, or none said: stored as JSON. */
  ANY
}
