package io.tributary.sandbox.realm;

/** Time as the realm counts it: epoch milliseconds, days in UTC, and the bank's business days. */
public final class Days {
  public static final long SECOND = 1_000;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  /** The time of what never happens. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int THURSDAY = 4;

  private Days() {}

  /** The day a time lies in, counted from 1970. */
  public static long of(long time) {
    return Math.floorDiv(time, DAY);
  }

  public static long startOf(long epochDay) {
    return epochDay * DAY;
  }

  /** Monday is 1 and Sunday is 7. */
  public static int weekday(long epochDay) {
    return (int) Math.floorMod(epochDay + THURSDAY - 1, 7L) + 1;
  }

  public static boolean isBusiness(long epochDay) {
    return weekday(epochDay) <= 5;
  }

  /** The day that lies this many business days after another. */
  public static long plusBusiness(long epochDay, int days) {
    long day = epochDay;
    for (int left = days; left > 0; ) {
      day++;
      if (isBusiness(day)) {
        left--;
      }
    }
    return day;
  }
}
