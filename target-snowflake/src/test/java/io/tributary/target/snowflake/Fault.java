package io.tributary.target.snowflake;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with statements of a pattern, so many times.
 *
 * @param refusal what is answered, if it is {@code REFUSED}
 */
record Fault(Pattern pattern, Kind kind, Refusal refusal, AtomicInteger times) {
  /** What goes wrong. */
  enum Kind {
    /** Snowflake refuses it. */
    REFUSED,
    /** The HTTP status is 500, before anything is done. */
    STATUS_500,
    /** The HTTP status is 403, as from the address of an account that is not there. */
    STATUS_403,
    /** The file is sent to a cloud's store, which hangs up in the middle. */
    CUT_UPLOAD,
    /** The session's token has expired: 390112. */
    EXPIRED,
    /** The connection is cut before anything is done, however often the driver asks again. */
    CUT_BEFORE,
    /** The connection is cut when all is done, however often the driver asks again. */
    CUT_AFTER,
    /** The answer takes half a second. */
    SLOW
  }

  static Fault of(String pattern, Kind kind, int times) {
    return new Fault(
        Pattern.compile(pattern), kind, new Refusal("", "", ""), new AtomicInteger(times));
  }

  static Fault refused(String pattern, String code, String state, String message) {
    Refusal refusal = new Refusal(code, state, message);
    return new Fault(Pattern.compile(pattern), Kind.REFUSED, refusal, new AtomicInteger(1));
  }

  /** Whether it happens now. */
  boolean strikes(String sql) {
    return times.get() > 0 && pattern.matcher(sql).find() && times.decrementAndGet() >= 0;
  }
}
