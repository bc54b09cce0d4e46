package io.tributary.sandbox.server;

import io.tributary.sandbox.chance.Draw;
import java.util.Optional;

/** What may go wrong with a request, whatever it asks for. */
enum Mishap {
  INTERNAL_ERROR,
  UNAVAILABLE,
  CONNECTION_RESET,
  TRUNCATED_BODY,
  LOCK_TIMEOUT;

  private static final int PARTS = 1_000_000;

  /** What goes wrong with the n-th request of a seed; each kind is as likely as the others. */
  static Optional<Mishap> of(long seed, long request, double rate) {
    Draw draw = new Draw(seed).at("mishap").at(request);
    return draw.happens((int) Math.round(rate * PARTS), PARTS)
        ? Optional.of(draw.at("kind").oneOf(values()))
        : Optional.empty();
  }
}
