package io.tributary.sandbox.stripe;

import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column that reports may have, and what its lines have in it. */
record ReportColumn(String id, Value value) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** What a line has in a column, times being those of a zone. */
  @FunctionalInterface
  interface Value {
    String of(ReportLine line, ZoneId zone);
  }

  private static final List<ReportColumn> ALL =
      List.of(
          new ReportColumn(
              "balance_transaction_id", (line, zone) -> line.view().names().of(line.transaction())),
          new ReportColumn(
              "created_utc", (line, zone) -> time(line.transaction().created(), ZoneOffset.UTC)),
          new ReportColumn("created", (line, zone) -> time(line.transaction().created(), zone)),
          new ReportColumn(
              "available_on_utc",
              (line, zone) -> time(line.transaction().availableAt(), ZoneOffset.UTC)),
          new ReportColumn(
              "available_on", (line, zone) -> time(line.transaction().availableAt(), zone)),
          new ReportColumn("currency", (line, zone) -> Currency.USD.code()),
          new ReportColumn("gross", (line, zone) -> dollars(line.transaction().amount().cents())),
          new ReportColumn(
              "fee",
              (line, zone) ->
                  dollars(
                      line.transaction().amount().fee()
                          + line.transaction().amount().applicationFee())),
          new ReportColumn("net", (line, zone) -> dollars(line.transaction().net())),
          new ReportColumn(
              "reporting_category", (line, zone) -> line.transaction().entry().category()),
          new ReportColumn(
              "source_id",
              (line, zone) -> text(line.view().names().of(line.transaction().source()))),
          new ReportColumn(
              "description",
              (line, zone) -> line.transaction().entry().category().replace('_', ' ')),
          new ReportColumn(
              "automatic_payout_id",
              (line, zone) -> line.payout().map(each -> line.view().names().of(each)).orElse("")),
          new ReportColumn(
              "automatic_payout_effective_at_utc",
              (line, zone) ->
                  line.payout().map(each -> time(each.way().arrival(), ZoneOffset.UTC)).orElse("")),
          new ReportColumn(
              "automatic_payout_effective_at",
              (line, zone) ->
                  line.payout().map(each -> time(each.way().arrival(), zone)).orElse("")),
          new ReportColumn(
              "customer_id",
              (line, zone) ->
                  line.order().map(order -> line.view().names().of(order.customer())).orElse("")),
          new ReportColumn(
              "charge_id",
              (line, zone) ->
                  line.charge().map(charge -> line.view().names().of(charge)).orElse("")),
          new ReportColumn(
              "payment_intent_id",
              (line, zone) ->
                  line.order()
                      .map(order -> line.view().names().of(Kind.PAYMENT_INTENT, order.serial()))
                      .orElse("")),
          new ReportColumn(
              "customer_facing_amount",
              (line, zone) ->
                  line.charge()
                      .map(charge -> amount(charge.amount(), charge.order().currency()))
                      .orElse("")),
          new ReportColumn(
              "customer_facing_currency",
              (line, zone) -> line.order().map(order -> order.currency().code()).orElse("")));

  String of(ReportLine line, ZoneId zone) {
    return value.of(line, zone);
  }

  static Optional<ReportColumn> named(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  static ReportColumn called(String id) {
    return named(id).orElseThrow();
  }

  /** The columns of a report that asks for none. */
  static List<String> usual() {
    return ALL.stream().map(ReportColumn::id).toList();
  }

  private static String time(long time, ZoneId zone) {
    return TIME.format(
        Instant.ofEpochMilli(Math.floorDiv(time, Days.SECOND) * Days.SECOND).atZone(zone));
  }

  private static String dollars(long cents) {
    return amount(cents, Currency.USD);
  }

  private static String amount(long minor, Currency currency) {
    return BigDecimal.valueOf(minor, currency.minorUnits()).toPlainString();
  }

  private static String text(@Nullable String id) {
    return id == null ? "" : id;
  }
}
