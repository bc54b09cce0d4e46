package io.tributary.singer.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that got no good answer.
 *
 * @param kind in which way
 * @param answer what came back, as far as it came
 * @param detail what there is to say about it besides the API's own words; may be empty
 * @param cause what the connection threw
 */
public record Failure(Kind kind, Answer answer, String detail, @Nullable IOException cause)
    implements Outcome {

  /** The ways to fail. */
  public enum Kind {
    /** No connection, or it broke before there was an answer. */
    UNREACHABLE,
    /** An answer that breaks off, or is not JSON. */
    BROKEN,
    /** An answer that says no. */
    REFUSED,
    /** An answer that points to another host, where the credentials must not go. */
    MISDIRECTED,
    /** An answer of more bytes than the API may send. */
    TOO_LARGE,
    /** A page that was there before: following on would never end. */
    CIRCULAR
  }

  static Failure of(Kind kind, Answer answer, String detail) {
    return new Failure(kind, answer, detail, null);
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return answer.status();
  }
}
