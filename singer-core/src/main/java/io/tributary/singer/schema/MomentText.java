package io.tributary.singer.schema;

import io.tributary.singer.json.TextBuffer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes moments as ISO text, always with six decimals. */
public final class MomentText {
  private static final long MICROS = 1_000_000;
  private static final int LAST_YEAR = 9999;

  private MomentText() {}

  /**
   * Writes a moment with the offset of its clock.
   *
   * @param micros microseconds of the epoch
   * @param offset the seconds that the clock was ahead of UTC
   */
  public static void write(long micros, int offset, TextBuffer out) {
    long local = micros + offset * MICROS;
    LocalDateTime clock = clock(local);
    if (offset != 0 && (clock.getYear() < 1 || clock.getYear() > LAST_YEAR)) {
      write(micros, 0, out); // the same moment, by a clock whose year has four digits
      return;
    }
    write(clock, local, out);
    out.put(offset < 0 ? '-' : '+');
    int minutes = Math.abs(offset) / 60;
    out.putDigits(minutes / 60, 2);
    out.put(':');
    out.putDigits(minutes % 60, 2);
  }

  /**
   * Writes what the clock of UTC shows, and no offset.
   *
   * @param micros microseconds of the epoch
   */
  public static void writeUtc(long micros, TextBuffer out) {
    write(clock(micros), micros, out);
  }

  private static LocalDateTime clock(long micros) {
    return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), 0, ZoneOffset.UTC);
  }

  private static void write(LocalDateTime clock, long micros, TextBuffer out) {
    out.putDigits(clock.getYear(), 4);
    out.put('-');
    out.putDigits(clock.getMonthValue(), 2);
    out.put('-');
    out.putDigits(clock.getDayOfMonth(), 2);
    out.put('T');
    out.putDigits(clock.getHour(), 2);
    out.put(':');
    out.putDigits(clock.getMinute(), 2);
    out.put(':');
    out.putDigits(clock.getSecond(), 2);
    out.put('.');
    out.putDigits(Math.floorMod(micros, MICROS), 6);
  }
}
