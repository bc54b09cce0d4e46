package io.tributary.tournament;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them, the same on every machine. */
final class Figures {
  private Figures() {}

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** A return with its sign: +182%, -40%, 0%; a dash for what was free. */
  static String roi(Outcome outcome) {
    return outcome
        .roi()
        .map(roi -> roi.movePointRight(2).setScale(0, RoundingMode.HALF_UP))
        .map(
            roi ->
                String.format(
                    Locale.ROOT, roi.signum() == 0 ? "%,d%%" : "%+,d%%", roi.toBigInteger()))
        .orElse("–");
  }

  static String share(long part, long of) {
    return of == 0 ? "–" : String.format(Locale.ROOT, "%.0f%%", part * 100.0 / of);
  }
}
