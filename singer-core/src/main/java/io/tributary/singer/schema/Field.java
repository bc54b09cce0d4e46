package io.tributary.singer.schema;

/**
 * One property of a stream, digested.
 *
 * @param name the property's name
 * @param type what a column for it must hold: the union of everything its schema allows
 * @param nullable whether its schema allows null
 */
public record Field(String name, ColumnType type, boolean nullable) {}
