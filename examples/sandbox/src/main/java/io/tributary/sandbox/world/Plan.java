package io.tributary.sandbox.world;

import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.realm.Days;

/**
 * What a world is made from. Two worlds of one plan at different moments are the same world: the
 * later one goes on where the earlier one stops.
 */
public record Plan(long seed, Size size, long since) {
  /** How long it takes until a world has the customers of its size. */
  static final long YEARS = 730 * Days.DAY;

  public Plan {
    since = Math.floorDiv(since, Days.SECOND) * Days.SECOND;
  }

  /** The plan of a world that is two years old at a moment. */
  public static Plan endingAt(long now, long seed, Size size) {
    return new Plan(seed, size, now - YEARS);
  }

  /** The chance that everything in this world is drawn from. */
  public Draw draw() {
    return new Draw(seed);
  }

  /** When the customer of an index signs up: one in each equal stretch of time. */
  long signsUpAt(int index, int customers) {
    long stretch = YEARS / customers;
    long offset = draw().at("sign up").at(index).between(0, stretch - 1);
    long at = since + (long) (index - 1) * stretch + offset;
    return Math.floorDiv(at, Days.SECOND) * Days.SECOND;
  }
}
