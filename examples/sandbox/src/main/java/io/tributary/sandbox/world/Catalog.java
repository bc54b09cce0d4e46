package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Price.Rate;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Product;
import io.tributary.sandbox.entity.PromotionCode;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.realm.Currency;
import io.tributary.sandbox.realm.Days;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the treasury offers: products and prices, coupons and their codes, taxes. */
record Catalog(
    List<Product> products,
    List<Price> prices,
    List<Coupon> coupons,
    List<PromotionCode> codes,
    List<TaxRate> taxes) {

  /** The catalog was written in the minutes after a moment. */
  static Catalog writtenAt(long since) {
    List<Product> products =
        List.of(
            product(since, 0, "Tribute", "What every household owes the crown."),
            product(since, 1, "Tithe", "A tenth for the common chest."),
            product(since, 2, "Levy", "For bridges, walls and roads."),
            product(since, 3, "Market stall", "A place at the market, and the measure of grain."));
    List<Price> prices =
        List.of(
            price(products.get(0), 0, "Tribute, monthly", Term.MONTH, 20_000, 20_000),
            price(products.get(0), 1, "Tribute, yearly", Term.YEAR, 200_000, 200_000),
            price(products.get(0), 2, "Tribute, once", Term.ONCE, 50_000, 50_000),
            price(products.get(1), 3, "Tithe, monthly", Term.MONTH, 9_000, 9_000),
            price(products.get(1), 4, "Tithe, yearly", Term.YEAR, 90_000, 90_000),
            price(products.get(2), 5, "Levy by the cart, monthly", Term.MONTH, 3_000, 2_000),
            price(products.get(2), 6, "Levy by the cart, yearly", Term.YEAR, 30_000, 24_000),
            price(products.get(2), 7, "Levy, once", Term.ONCE, 15_000, 15_000),
            price(products.get(3), 8, "Stall, monthly", Term.MONTH, 45_000, 45_000),
            price(products.get(3), 9, "Stall, yearly", Term.YEAR, 450_000, 450_000),
            price(products.get(3), 10, "Stall for a day", Term.ONCE, 7_000, 7_000),
            price(products.get(3), 11, "Measure of grain", Term.MONTH, 5, 5));
    List<Coupon> coupons =
        List.of(
            new Coupon(0, since + 200 * Days.SECOND, "New settlers: a quarter off", 250, 0, 1),
            new Coupon(
                1, since + 201 * Days.SECOND, "Loyal houses: 10.5% off", 105, 0, Coupon.FOR_EVER),
            new Coupon(2, since + 202 * Days.SECOND, "Three months five off", 0, 500, 3));
    List<PromotionCode> codes =
        List.of(
            code(coupons.get(0), 0, "SETTLE25"),
            code(coupons.get(0), 1, "HARVEST25"),
            code(coupons.get(1), 2, "OLDHOUSE"),
            code(coupons.get(2), 3, "FIVEOFF"),
            code(coupons.get(2), 4, "MIDWINTER5"));
    List<TaxRate> taxes =
        List.of(
            new TaxRate(0, since + 300 * Days.SECOND, "Bridge toll", 50, false),
            new TaxRate(1, since + 301 * Days.SECOND, "VAT", 200, true));
    return new Catalog(products, prices, coupons, codes, taxes);
  }

  /** The prices that a subscription of a term may have. */
  List<Price> of(Term term) {
    return prices.stream().filter(price -> price.term() == term).toList();
  }

  /** The tax on invoices in a currency: added to dollars, included in euros, none elsewhere. */
  @Nullable TaxRate tax(Currency currency) {
    return switch (currency) {
      case USD -> taxes.get(0);
      case EUR -> taxes.get(1);
      case GBP, JPY, KWD -> null;
    };
  }

  private static Product product(long since, int place, String name, String description) {
    return new Product(place, since + place * Days.MINUTE, name, description);
  }

  private static Price price(
      Product product, int place, String nickname, Term term, long tenths, long tenthsFromEleven) {
    return new Price(
        place,
        product.created() + (10 + place) * Days.SECOND,
        product,
        nickname,
        term,
        new Rate(tenths, tenthsFromEleven));
  }

  private static PromotionCode code(Coupon coupon, int place, String word) {
    return new PromotionCode(place, coupon.created() + 10 * Days.SECOND, word, coupon);
  }
}
