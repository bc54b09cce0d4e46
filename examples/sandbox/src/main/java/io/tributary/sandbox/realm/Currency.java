package io.tributary.sandbox.realm;

import io.tributary.sandbox.chance.Draw;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A currency of the realm: how many minor units it has and what it is worth in US dollars.
 *
 * <p>Amounts are whole minor units. {@code amount * exchange rate}, rounded half up, is the amount
 * in cents, as Stripe defines the exchange rate of a balance transaction.
 */
public enum Currency {
  USD(2, 1_000_000),
  EUR(2, 1_083_000),
  GBP(2, 1_271_000),
  JPY(0, 661_000),
  KWD(3, 325_000);

  private static final long MILLION = 1_000_000;

  private final int minorUnits;
  private final long parity;

  Currency(int minorUnits, long parity) {
    this.minorUnits = minorUnits;
    this.parity = parity;
  }

  /** The code as Stripe writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int minorUnits() {
    return minorUnits;
  }

  /** Cents for one minor unit on a day, in millionths: within 1% of the parity. */
  public long rate(Draw seed, long epochDay) {
    if (this == USD) {
      return MILLION;
    }
    long swing = seed.at("rate").at(name()).at(epochDay).between(-10_000, 10_000);
    return parity + parity * swing / MILLION;
  }

  /**
   * A quotient as an amount of this currency, rounded half up to what it can be: whole minor units,
   * and tens of them where there are three places, whose last digit is always 0.
   */
  public long amount(long numerator, long denominator) {
    long step = this == KWD ? 10 : 1;
    long divisor = denominator * step;
    return Math.floorDiv(2 * numerator + divisor, 2 * divisor) * step;
  }

  /** An amount of this currency in cents, at a rate in millionths, rounded half up. */
  public static long settled(long amount, long rate) {
    return Math.floorDiv(amount * rate + MILLION / 2, MILLION);
  }

  /** What a unit is worth in dollars at parity. */
  public BigDecimal dollars() {
    return BigDecimal.valueOf(parity, 8).scaleByPowerOfTen(minorUnits).stripTrailingZeros();
  }

  /** Dollars in this currency at parity; both in millionths. */
  public long micros(long dollarMicros) {
    long unit = 1;
    for (int i = 0; i < minorUnits; i++) {
      unit *= 10;
    }
    return dollarMicros * 100 / unit * MILLION / parity;
  }

  /** A rate in millionths as a number without trailing zeros. */
  public static BigDecimal rateAsNumber(long rate) {
    return BigDecimal.valueOf(rate, 6).stripTrailingZeros();
  }

  /**
   * A price that was thought of in cents, in this currency at parity: two significant places fewer,
   * so that it looks like a price, and a multiple of ten where the last digit must be 0.
   */
  public long priced(long cents) {
    if (this == USD) {
      return cents;
    }
    long amount = Math.max(1, cents * MILLION / parity);
    long step = this == KWD || amount >= 1_000 ? 10 : 1;
    return Math.max(step, amount / step * step);
  }
}
