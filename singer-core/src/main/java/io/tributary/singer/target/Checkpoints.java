package io.tributary.singer.target;

import io.tributary.singer.json.RawJson;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Holds each state until every record that came before it is durable.
 *
 * <p>Records are numbered by arrival. Of each stream it knows the first record that is not durable
 * yet; the smallest of those is the limit up to which states may go out. A state for which a newer
 * one can go out at the same moment is dropped, and where very many wait every other one is, so
 * that memory does not grow with the input: a state less is a coarser place to resume from, never a
 * wrong one.
 *
 * <p>Not thread-safe: its caller holds a lock.
 */
final class Checkpoints {
  private static final int MOST_HELD = 256;
  private static final long MOST_BYTES = 16 << 20;

  private final Map<String, Long> firstPending = new HashMap<>();
  private final ArrayDeque<Held> held = new ArrayDeque<>();
  private long heldBytes;

  private record Held(long after, RawJson value) {}

  /**
   * A record has arrived, and is not durable yet.
   *
   * @param number its arrival number, larger than all before
   */
  void pending(String stream, long number) {
    firstPending.putIfAbsent(stream, number);
  }

  /**
   * A state has arrived.
   *
   * @param after the number of the last record before it, or a smaller one if there was none
   */
  void hold(long after, RawJson value) {
    if (held.size() >= MOST_HELD || heldBytes > MOST_BYTES) {
      thin();
    }
    held.add(new Held(after, value));
    heldBytes += value.length();
  }

  private void thin() {
    boolean keep = true;
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      long length = each.next().value().length();
      keep = !keep;
      if (!keep) {
        each.remove();
        heldBytes -= length;
      }
    }
  }

  /**
   * All records of a stream before {@code next} are durable, or were set aside.
   *
   * @param next the number of the stream's first record that is not; {@link Long#MAX_VALUE} if
   *     there is none
   */
  void durable(String stream, long next) {
    if (next == Long.MAX_VALUE) {
      firstPending.remove(stream);
    } else {
      firstPending.put(stream, next);
    }
  }

  /** The newest state that may go out now; each is given once, in the order of arrival. */
  Optional<RawJson> release() {
    long limit =
        firstPending.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    RawJson newest = null;
    while (!held.isEmpty() && held.element().after() < limit) {
      newest = held.remove().value();
      heldBytes -= newest.length();
    }
    return Optional.ofNullable(newest);
  }

  /** How many states wait. */
  int waiting() {
    return held.size();
  }
}
