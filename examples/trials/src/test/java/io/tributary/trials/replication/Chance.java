package io.tributary.trials.replication;

import java.time.Instant;
import java.util.Random;

/** The chance that a history is left to, which counts what it brings. */
final class Chance {
  /** What the look-back of an hour and the lag of two minutes leave, by a clock that is ahead. */
  private static final int LATEST = 3_400;

  private final Random random;
  private final Hazards hazards;

  Chance(Random random, Hazards hazards) {
    this.random = random;
    this.hazards = hazards;
  }

  Random random() {
    return random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  void saw(Hazard hazard) {
    hazards.count(hazard);
  }

  /** From when on a list shows what was created at a moment. */
  Instant listed(Instant moment) {
    return late(moment, Hazard.LISTED_LATE);
  }

  /** From when on an event shows that happened at a moment. */
  Instant told(Instant moment) {
    return late(moment, Hazard.TOLD_LATE);
  }

  private Instant late(Instant moment, Hazard hazard) {
    if (!one(5)) {
      return moment;
    }
    saw(hazard);
    return moment.plusSeconds(1L + random.nextInt(LATEST));
  }
}
