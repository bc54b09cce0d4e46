package io.tributary.target.duckdb;

import java.util.Optional;

/**
 * How much memory DuckDB may use: what the settings say or, if they say nothing, little, and twice
 * as much whenever a table turns out to need more.
 */
final class MemoryLimit {
  private static final int FIRST_MB = 128;
  private static final int MOST_MB = 4096;

  private final boolean isFixed;
  private int mb;

  private MemoryLimit(boolean isFixed, int mb) {
    this.isFixed = isFixed;
    this.mb = mb;
  }

  static MemoryLimit of(Optional<Integer> setting) {
    return new MemoryLimit(setting.isPresent(), setting.orElse(FIRST_MB));
  }

  int mb() {
    return mb;
  }

  /** Doubles the limit; false if it may not grow. */
  boolean grow() {
    if (isFixed || mb >= MOST_MB) {
      return false;
    }
    mb *= 2;
    return true;
  }

  String sql() {
    return "SET memory_limit = '" + mb + "MiB'";
  }
}
