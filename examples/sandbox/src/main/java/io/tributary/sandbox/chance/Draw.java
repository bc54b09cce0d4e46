package io.tributary.sandbox.chance;

/**
 * Chance as a pure function of a key: the same key always draws the same, in any order and on any
 * machine.
 */
public record Draw(long key) {

  /** The draw for one part of this one, told apart by a word. */
  public Draw at(String part) {
    return new Draw(mix(key ^ part.hashCode() * 0x5bf0_3635_dee9_2c11L));
  }

  /** The draw for one part of this one, told apart by a number. */
  public Draw at(long part) {
    return new Draw(mix(mix(key) + part * 0x9e37_79b9_7f4a_7c15L));
  }

  /** 64 evenly distributed bits. */
  public long bits() {
    return mix(key ^ 0x2545_f491_4f6c_dd1dL);
  }

  /** A number from 0 to {@code bound} - 1. */
  public int below(int bound) {
    return (int) Math.floorMod(bits() >>> 1, (long) bound);
  }

  /** A number from {@code low} to {@code high}, both included. */
  public long between(long low, long high) {
    return low + Math.floorMod(bits() >>> 1, high - low + 1);
  }

  /** True {@code parts} times in {@code of}. */
  public boolean happens(int parts, int of) {
    return below(of) < parts;
  }

  /** One of these, each as likely as the others. */
  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[below(choices.length)];
  }

  /**
   * A log-normally distributed number: half of the draws lie under {@code median}, and about two in
   * three within a factor of exp({@code sigma}) of it. StrictMath makes it the same everywhere.
   */
  public long logNormal(long median, double sigma) {
    double u = ((bits() >>> 11) + 1) * 0x1.0p-53;
    double v = (at("angle").bits() >>> 11) * 0x1.0p-53;
    double normal = StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    return Math.max(1, StrictMath.round(median * StrictMath.exp(sigma * normal)));
  }

  static long mix(long value) {
    long z = value + 0x9e37_79b9_7f4a_7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }
}
