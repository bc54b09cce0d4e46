package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The currencies of Stripe's amounts, with the digits that {@code amount} has after the point.
 *
 * <p>They are Stripe's, which are not ISO's throughout: {@code isk} and {@code ugx} have no minor
 * unit, but amounts in them are sent in hundredths (https://docs.stripe.com/currencies).
 */
public final class Currencies implements RecordSource {
  private static final String NONE = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";

  private static final String THREE = "bhd jod kwd omr tnd";

  private static final String TWO =
      "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd btn bwp byn bzd"
          + " cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel ghs gip gmd"
          + " gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl"
          + " mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk"
          + " php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top"
          + " try ttd twd tzs uah ugx usd uyu uzs wst xcd xcg yer zar zmw";

  private static final int USUAL = 2;

  private static final Map<String, String> NOTES =
      Map.of(
          "isk", "has no minor unit, but Stripe counts it in hundredths, which are always zero",
          "ugx", "has no minor unit, but Stripe counts it in hundredths, which are always zero",
          "bhd", "the last of the three digits is always zero",
          "jod", "the last of the three digits is always zero",
          "kwd", "the last of the three digits is always zero",
          "omr", "the last of the three digits is always zero",
          "tnd", "the last of the three digits is always zero");

  private static final Map<String, Integer> DIGITS = digits();

  /** How many digits of an amount in this currency come after the point. */
  static int minorUnits(String currency) {
    return DIGITS.getOrDefault(currency.toLowerCase(Locale.ROOT), USUAL);
  }

  private static Map<String, Integer> digits() {
    Map<String, Integer> digits = new HashMap<>();
    for (String currency : NONE.split(" ", -1)) {
      digits.put(currency, 0);
    }
    for (String currency : THREE.split(" ", -1)) {
      digits.put(currency, 3);
    }
    return digits;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws InterruptedException {
    hand(NONE, out);
    hand(TWO, out);
    hand(THREE, out);
  }

  private static void hand(String currencies, RecordOutput out) throws InterruptedException {
    for (String currency : currencies.split(" ", -1)) {
      int digits = minorUnits(currency);
      ObjectNode record =
          JsonNodeFactory.instance
              .objectNode()
              .put("currency", currency)
              .put("minor_units", digits)
              .put("iso_minor_units", isWhole(currency) ? 0 : digits);
      record.put("note", NOTES.get(currency));
      out.record(record);
    }
  }

  private static boolean isWhole(String currency) {
    return currency.equals("isk") || currency.equals("ugx");
  }
}
