package io.tributary.sandbox.ads;

/** What is counted of visits; money in millionths, values in thousandths of the currency's unit. */
public enum Measure {
  IMPRESSIONS(0),
  CLICKS(1),
  COST_MICROS(2),
  VIDEO_VIEWS(3),
  VIEW_THROUGH(4),
  CONVERSIONS(5),
  CONVERSIONS_VALUE(6),
  ALL_CONVERSIONS(7),
  ALL_CONVERSIONS_VALUE(8),
  /** The same again, on the day of the conversion instead of the click's. */
  CONVERSIONS_BY_DATE(9),
  CONVERSIONS_VALUE_BY_DATE(10),
  ALL_CONVERSIONS_BY_DATE(11),
  ALL_CONVERSIONS_VALUE_BY_DATE(12);

  private static final int COUNT = values().length;

  private final int place;

  Measure(int place) {
    this.place = place;
  }

  /** Nothing of anything. */
  public static long[] none() {
    return new long[COUNT];
  }

  /** One of something and nothing else. */
  public static long[] one(Measure measure) {
    long[] measures = none();
    measure.put(measures, 1);
    return measures;
  }

  public long of(long[] measures) {
    return measures[place];
  }

  void put(long[] measures, long value) {
    measures[place] = value;
  }
}
