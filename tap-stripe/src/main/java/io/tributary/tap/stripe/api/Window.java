package io.tributary.tap.stripe.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.http.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time of creation, in seconds of the epoch.
 *
 * @param from the first second of it
 * @param until the first second after it
 */
public record Window(long from, long until) {
  /** All time. */
  public static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

  static final String SINCE = "created[gte]";
  static final String BEFORE = "created[lt]";

  /** The list, bounded to the window. */
  Request of(Request list) {
    return list.with(SINCE, Long.toString(from)).with(BEFORE, Long.toString(until));
  }

  /** How many seconds it is long. */
  public long length() {
    return until - from;
  }

  /** Whether an object was created in the window. */
  boolean holds(JsonNode object) {
    long created = StripeApi.created(object).asLong();
    return created >= from && created < until;
  }

  /** The window cut into pieces of at most {@code seconds}, oldest first. */
  public List<Window> pieces(long seconds) {
    List<Window> pieces = new ArrayList<>();
    for (long begin = from; begin < until; begin += seconds) {
      pieces.add(new Window(begin, Math.min(begin + seconds, until)));
    }
    return pieces;
  }
}
