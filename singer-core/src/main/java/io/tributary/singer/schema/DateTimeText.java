package io.tributary.singer.schema;

/**
 * Reads the three formats of JSON Schema that say what a text means: {@code date-time}, {@code
 * date} and {@code time}, in the ISO 8601 spellings that sources use.
 *
 * <p>Years have four digits. A {@code date-time} without a zone is UTC, its {@code T} may be a
 * space, and a date alone is its midnight; a leap second is the second after it. What is finer than
 * a microsecond is cut off.
 */
public final class DateTimeText {
  /** What {@link #micros} answers if the text is no such time. */
  public static final long NONE = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int DATE_LENGTH = 10;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private DateTimeText() {}

  /** Microseconds of the epoch of a {@code date-time} in ASCII, or {@link #NONE}. */
  public static long micros(byte[] text, int start, int stop) {
    int date = date(text, start, Math.min(stop, start + DATE_LENGTH));
    if (date < 0) {
      return NONE;
    }
    long seconds = epochDay(date) * SECONDS_A_DAY;
    int i = start + DATE_LENGTH;
    if (i == stop) {
      return seconds * MICROS;
    }
    if (text[i] != 'T' && text[i] != ' ' && text[i] != 't') {
      return NONE;
    }
    i++;
    int zone = zoneStart(text, i, stop);
    long time = timeMicros(text, i, zone);
    int offset = offsetSeconds(text, zone, stop);
    if (time == NONE || offset == Integer.MIN_VALUE) {
      return NONE;
    }
    return (seconds - offset) * MICROS + time;
  }

  /**
   * The seconds that the clock of a {@code date-time} is ahead of UTC, which {@link #micros} read.
   */
  public static int offset(byte[] text, int start, int stop) {
    int time = start + DATE_LENGTH + 1;
    return time >= stop ? 0 : offsetSeconds(text, zoneStart(text, time, stop), stop);
  }

  /** Whether an ASCII text is a {@code date}. */
  public static boolean isDate(byte[] text, int start, int stop) {
    return date(text, start, stop) >= 0;
  }

  /** A {@code date} as the number that its digits are; negative if it is none. */
  private static int date(byte[] text, int start, int stop) {
    if (stop - start != DATE_LENGTH || text[start + 4] != '-' || text[start + 7] != '-') {
      return -1;
    }
    int year = number(text, start, 4);
    int month = number(text, start + 5, 2);
    int day = number(text, start + 8, 2);
    boolean isOne = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
    return isOne ? (year * 100 + month) * 100 + day : -1;
  }

  /** Whether an ASCII text is a {@code time}: with a zone or without. */
  public static boolean isTime(byte[] text, int start, int stop) {
    int zone = zoneStart(text, start, stop);
    return timeMicros(text, start, zone) != NONE
        && offsetSeconds(text, zone, stop) != Integer.MIN_VALUE;
  }

  /** Microseconds of the day, UTC, of a {@code time} in ASCII, or {@link #NONE}. */
  public static long timeOfDay(byte[] text, int start, int stop) {
    int zone = zoneStart(text, start, stop);
    long time = timeMicros(text, start, zone);
    int offset = offsetSeconds(text, zone, stop);
    if (time == NONE || offset == Integer.MIN_VALUE) {
      return NONE;
    }
    return Math.floorMod(time - offset * MICROS, SECONDS_A_DAY * MICROS);
  }

  /** The days from 1970-01-01 to a date, by the calendar that ISO 8601 reckons with. */
  private static long epochDay(int date) {
    int year = date / 10_000;
    int month = date / 100 % 100;
    int day = date % 100;
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static int days(int year, int month) {
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && isLeap ? 29 : DAYS[month - 1];
  }

  /** Where the zone begins, which is the end if there is none, in what should be a time. */
  private static int zoneStart(byte[] text, int from, int stop) {
    int i = from + 5;
    if (i < stop && text[i] == ':') {
      i += 3;
    }
    if (i < stop && (text[i] == '.' || text[i] == ',')) {
      i++;
      while (i < stop && text[i] >= '0' && text[i] <= '9') {
        i++;
      }
    }
    return Math.min(i, stop);
  }

  /** {@code HH:MM}, {@code HH:MM:SS} or {@code HH:MM:SS.f…}. */
  private static long timeMicros(byte[] text, int start, int stop) {
    if (stop - start < 5 || text[start + 2] != ':') {
      return NONE;
    }
    int hour = number(text, start, 2);
    int minute = number(text, start + 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return NONE;
    }
    long micros = (hour * 3600L + minute * 60L) * MICROS;
    int i = start + 5;
    if (i == stop) {
      return micros;
    }
    int second = text[i] == ':' && stop - i >= 3 ? number(text, i + 1, 2) : -1;
    if (second < 0 || second > 60 || (second == 60 && minute != 59)) {
      return NONE;
    }
    micros += second * MICROS;
    i += 3;
    if (i == stop) {
      return micros;
    }
    long fraction = fraction(text, i, stop);
    return fraction < 0 ? NONE : micros + fraction;
  }

  /** The microseconds of {@code .f…}; negative if it is none. */
  private static long fraction(byte[] text, int start, int stop) {
    if ((text[start] != '.' && text[start] != ',') || stop - start < 2) {
      return -1;
    }
    long micros = 0;
    int weight = 100_000;
    for (int i = start + 1; i < stop; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      micros += (long) digit * weight;
      weight /= 10;
    }
    return micros;
  }

  /** Nothing, {@code Z}, {@code +HH}, {@code +HHMM} or {@code +HH:MM}, after a space or not. */
  private static int offsetSeconds(byte[] text, int from, int stop) {
    int start = from < stop && text[from] == ' ' ? from + 1 : from;
    int length = stop - start;
    if (length == 0) {
      return from == stop ? 0 : Integer.MIN_VALUE;
    }
    if (text[start] == 'Z' || text[start] == 'z') {
      return length == 1 ? 0 : Integer.MIN_VALUE;
    }
    boolean isSigned = text[start] == '+' || text[start] == '-';
    boolean hasColon = length == 6 && text[start + 3] == ':';
    if (!isSigned || (length != 3 && length != 5 && !hasColon)) {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, start + 1, 2);
    int minutes = length == 3 ? 0 : number(text, stop - 2, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return text[start] == '-' ? -seconds : seconds;
  }

  /** The value of {@code length} digits; negative if they are none. */
  private static int number(byte[] text, int start, int length) {
    int value = 0;
    for (int i = start; i < start + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
