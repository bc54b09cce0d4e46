package io.tributary.sandbox.entity;

import org.jspecify.annotations.Nullable;

/** One line of an invoice, with its share of the discount and its tax. */
public record Line(long serial, Origin origin, Period period, long quantity, Sum sum) {

  /** What a line bills: an item of the subscription, a correction of one, or something apart. */
  public record Origin(Price price, @Nullable Item item, Type type) {}

  public enum Type {
    ITEM,
    TRIAL,
    PRORATION,
    EXTRA
  }

  public record Period(long start, long end) {}

  /** The line's amount, what of the discount falls to it, and the tax on the rest. */
  public record Sum(long amount, long discount, long tax) {}

  /** The line's place on its invoice. */
  public int place() {
    return (int) (serial & 0xff);
  }
}
