package io.tributary.trials.replication;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each hazard occurred. Thread-safe. */
final class Hazards {
  private final Map<Hazard, LongAdder> counts = new EnumMap<>(Hazard.class);

  Hazards() {
    for (Hazard hazard : Hazard.values()) {
      counts.put(hazard, new LongAdder());
    }
  }

  void count(Hazard hazard) {
    count(hazard, 1);
  }

  void count(Hazard hazard, long times) {
    counts.getOrDefault(hazard, new LongAdder()).add(times);
  }

  /** Hazards that occurred, with how often. */
  Map<Hazard, Long> counts() {
    Map<Hazard, Long> sums = new EnumMap<>(Hazard.class);
    counts.forEach((hazard, count) -> sums.put(hazard, count.sum()));
    return sums;
  }
}
