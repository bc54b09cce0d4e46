package io.tributary.sandbox.report;

import org.jspecify.annotations.Nullable;

/**
 * Reads one field of a row: a number, a string, a boolean, a list of strings or a node of JSON;
 * null if it is not set, and then the answer leaves it out.
 */
@FunctionalInterface
public interface Reader {
  @Nullable Object of(Row row);
}
