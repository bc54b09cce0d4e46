package io.tributary.sandbox.server;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.option.Fault;
import java.util.Map;
import java.util.Optional;

/** Which requests fail: every so many-th in one way, and a share of all in any way. */
record Faults(long seed, double rate, Map<Fault, Integer> every) {
  private static final int PARTS = 1_000_000;

  /** What goes wrong with the n-th request, counted from 1. */
  Optional<Fault> of(long request) {
    for (Fault fault : Fault.values()) {
      int turn = every.getOrDefault(fault, 0);
      if (turn > 0 && request % turn == 0) {
        return Optional.of(fault);
      }
    }
    Draw draw = new Draw(seed).at("mishap").at(request - 1);
    return draw.happens((int) Math.round(rate * PARTS), PARTS)
        ? Optional.of(draw.at("kind").oneOf(Fault.values()))
        : Optional.empty();
  }
}
