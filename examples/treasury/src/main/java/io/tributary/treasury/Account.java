package io.tributary.treasury;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What one kingdom gave, and how promptly it paid. */
record Account(Kingdom kingdom, BigDecimal gold, Invoices invoices) {

  /** A kingdom as the census describes it. */
  record Kingdom(String code, String name, long population, People people) {}

  /**
   * The people of a kingdom.
   *
   * @param trade what most of them live by
   * @param literacy the share that can read, between 0 and 1
   * @param urban the share that lives in towns, between 0 and 1
   */
  record People(String trade, BigDecimal medianAge, BigDecimal literacy, BigDecimal urban) {}

  /** The invoices that had to be paid by now, and those of them that were paid in time. */
  record Invoices(long due, long onTime) {
    Invoices plus(Invoices other) {
      return new Invoices(due + other.due, onTime + other.onTime);
    }

    /** The share that was paid in time, between 0 and 1; 0 if none had to be paid. */
    double share() {
      return due == 0 ? 0 : (double) onTime / due;
    }
  }

  /** Gold per head, to six places: more than anybody can read off. */
  BigDecimal perHead() {
    return among(kingdom.population, gold);
  }

  static BigDecimal among(long population, BigDecimal gold) {
    return population == 0
        ? BigDecimal.ZERO
        : gold.divide(BigDecimal.valueOf(population), 6, RoundingMode.HALF_UP);
  }
}
