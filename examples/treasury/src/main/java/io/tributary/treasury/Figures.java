package io.tributary.treasury;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them, the same on every machine. */
final class Figures {
  private Figures() {}

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String whole(BigDecimal number) {
    return String.format(
        Locale.ROOT, "%,d", number.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }

  /** An amount with as many places as its size asks for: 12.3, 4.56, 0.0789. */
  static String perHead(BigDecimal amount) {
    int wholeDigits = amount.precision() - amount.scale();
    int places = Math.max(1, Math.min(4, 3 - wholeDigits));
    return String.format(Locale.ROOT, "%,." + places + "f", amount);
  }

  /** An amount at a tick, without places that say nothing. */
  static String tick(double amount) {
    return BigDecimal.valueOf(amount)
        .setScale(4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A share as a percentage without places. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }
}
