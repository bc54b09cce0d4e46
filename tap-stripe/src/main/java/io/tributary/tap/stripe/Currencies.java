package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;

/**
 * The currencies of Stripe's amounts, with the digits that {@code amount} has after the point.
 *
 * <p>They are Stripe's, which are not ISO's throughout: {@code isk} and {@code ugx} have no minor
 * unit, but amounts in them are sent in hundredths (https://docs.stripe.com/currencies).
 */
final class Currencies implements RecordSource {
  private static final String NONE = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf";

  private static final String THREE = "bhd jod kwd omr tnd";

  private static final String TWO =
      "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd btn bwp byn bzd"
          + " cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel ghs gip gmd"
          + " gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl"
          + " mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk"
          + " php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top"
          + " try ttd twd tzs uah ugx usd uyu uzs wst xcd xcg yer zar zmw";

  @Override
  public void read(ReadRequest request, RecordOutput out) throws InterruptedException {
    hand(NONE, 0, out);
    hand(TWO, 2, out);
    hand(THREE, 3, out);
  }

  private static void hand(String currencies, int minorUnits, RecordOutput out)
      throws InterruptedException {
    for (String currency : currencies.split(" ", -1)) {
      out.record(
          JsonNodeFactory.instance
              .objectNode()
              .put("currency", currency)
              .put("minor_units", minorUnits));
    }
  }
}
