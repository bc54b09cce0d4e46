package io.tributary.sandbox.ads;

/** What visits are told apart by: each dimension is some bits of a key. */
public enum Dim {
  CAMPAIGN(59, 4),
  /** The ad group; in a campaign without ad groups the asset group. */
  GROUP(47, 12),
  /** The keyword. */
  SLOT(43, 4),
  AD(41, 2),
  DEVICE(39, 2),
  NETWORK(36, 3),
  HOUR(31, 5),
  AGE(28, 3),
  GENDER(26, 2),
  COUNTRY(22, 4),
  /** 0 for those who are in the country, 1 for those who ask about it. */
  INTEREST(21, 1),
  PRODUCT(17, 4),
  TERM(9, 8),
  /** What they did; 0 if nothing. */
  ACTION(7, 2),
  WEEKDAY(4, 3),
  MONTH(0, 4);

  private final int shift;
  private final long bits;

  Dim(int shift, int width) {
    this.shift = shift;
    bits = (1L << width) - 1;
  }

  /** This dimension of a key. */
  public int of(long key) {
    return (int) (key >>> shift & bits);
  }

  /** A key with nothing but this. */
  public long at(long value) {
    return (value & bits) << shift;
  }

  /** The bits of a key that are this dimension's. */
  public long mask() {
    return bits << shift;
  }
}
