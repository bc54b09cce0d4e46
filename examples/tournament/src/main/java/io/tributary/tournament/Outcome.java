package io.tributary.tournament;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What advertising cost in dollars, and what came of it. */
record Outcome(BigDecimal cost, BigDecimal revenue, long signUps, long players) {
  static final Outcome NOTHING = new Outcome(BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

  Outcome plus(Outcome other) {
    return new Outcome(
        cost.add(other.cost),
        revenue.add(other.revenue),
        signUps + other.signUps,
        players + other.players);
  }

  /** What came back for each dollar, less the dollar, to four places; nothing if it was free. */
  Optional<BigDecimal> roi() {
    return cost.signum() == 0
        ? Optional.empty()
        : Optional.of(revenue.divide(cost, 4, RoundingMode.HALF_UP).subtract(BigDecimal.ONE));
  }
}
