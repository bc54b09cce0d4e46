package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Price;
import io.tributary.sandbox.entity.Price.Term;
import io.tributary.sandbox.entity.Product;
import io.tributary.sandbox.entity.PromotionCode;
import io.tributary.sandbox.entity.TaxRate;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Currency;
import java.math.BigDecimal;
import java.util.Locale;

/** Products, prices, coupons, promotion codes and tax rates as Stripe shows them. */
record CatalogJson(Template template, Names names) {
  private static final int FIRST_TIER = 10;

  ObjectNode product(Product product) {
    ObjectNode json = template.of(product.kind());
    json.put("id", names.of(product)).put("name", product.name());
    json.put("description", product.description()).putNull("default_price");
    Template.time(json, "created", product.created(), product.created());
    Template.time(json, "updated", product.created(), product.created());
    return json;
  }

  ObjectNode price(Price price) {
    ObjectNode json = template.of(price.kind());
    json.put("id", names.of(price)).put("nickname", price.nickname());
    json.put("product", names.of(price.product()));
    Template.time(json, "created", price.created(), price.created());
    amounts(json, price, Currency.USD);
    if (price.rate().isTiered()) {
      json.put("billing_scheme", "tiered").put("tiers_mode", "graduated");
    }
    if (price.term() == Term.ONCE) {
      json.put("type", "one_time").putNull("recurring");
    } else {
      json.withObjectProperty("recurring").put("interval", interval(price));
    }
    return json;
  }

  /** What lists leave out unless they are asked for it. */
  ObjectNode currencyOptions(Price price) {
    ObjectNode options = Json.object();
    for (Currency currency : Currency.values()) {
      ObjectNode option = options.putObject(currency.code());
      option.putNull("custom_unit_amount").put("tax_behavior", "unspecified");
      amounts(option, price, currency);
      if (price.rate().isTiered()) {
        option.set("tiers", tiers(price, currency));
      }
    }
    return options;
  }

  ArrayNode tiers(Price price, Currency currency) {
    ArrayNode tiers = Json.array();
    tier(tiers, price.rate().unit(currency)).put("up_to", FIRST_TIER);
    tier(tiers, price.rate().unitFromEleven(currency)).putNull("up_to");
    return tiers;
  }

  private static ObjectNode tier(ArrayNode tiers, BigDecimal unit) {
    ObjectNode tier = tiers.addObject().putNull("flat_amount").putNull("flat_amount_decimal");
    unit(tier, "unit_amount", unit);
    return tier;
  }

  private static void amounts(ObjectNode json, Price price, Currency currency) {
    if (price.rate().isTiered()) {
      json.putNull("unit_amount").putNull("unit_amount_decimal");
    } else {
      unit(json, "unit_amount", price.rate().unit(currency));
    }
  }

  /** The whole amount is null where the price has fractions of a minor unit. */
  private static void unit(ObjectNode json, String field, BigDecimal unit) {
    if (unit.scale() > 0) {
      json.putNull(field);
    } else {
      json.put(field, unit.longValueExact());
    }
    json.put(field + "_decimal", unit.toPlainString());
  }

  /** The old form of a price, which items still show beside it. */
  ObjectNode plan(Price price) {
    ObjectNode json = template.of(Kind.PLAN);
    json.put("id", names.of(price)).put("product", names.of(price.product()));
    json.put("nickname", price.nickname())
        .put("interval", interval(price))
        .put("interval_count", 1);
    json.put("currency", Currency.USD.code());
    Template.time(json, "created", price.created(), price.created());
    if (price.rate().isTiered()) {
      json.put("billing_scheme", "tiered").put("tiers_mode", "graduated");
    } else {
      unit(json, "amount", price.rate().unit(Currency.USD));
    }
    return json;
  }

  private static String interval(Price price) {
    return price.term().name().toLowerCase(Locale.ROOT);
  }

  ObjectNode coupon(Coupon coupon, long redeemed) {
    ObjectNode json = template.of(coupon.kind());
    json.put("id", names.of(coupon)).put("name", coupon.name());
    Template.time(json, "created", coupon.created(), coupon.created());
    if (coupon.cents() > 0) {
      json.put("amount_off", coupon.cents()).put("currency", "usd").putNull("percent_off");
    } else {
      json.putNull("amount_off").putNull("currency");
      json.put("percent_off", BigDecimal.valueOf(coupon.share(), 1).stripTrailingZeros());
    }
    json.put("duration", duration(coupon)).put("times_redeemed", redeemed);
    if (coupon.months() == 1 || coupon.months() == Coupon.FOR_EVER) {
      json.putNull("duration_in_months");
    } else {
      json.put("duration_in_months", coupon.months());
    }
    return json;
  }

  private static String duration(Coupon coupon) {
    return coupon.months() == 1
        ? "once"
        : coupon.months() == Coupon.FOR_EVER ? "forever" : "repeating";
  }

  ObjectNode promotionCode(PromotionCode code) {
    ObjectNode json = template.of(code.kind());
    json.put("id", names.of(code)).put("code", code.code());
    json.putObject("promotion").put("coupon", names.of(code.coupon())).put("type", "coupon");
    Template.time(json, "created", code.created(), code.created());
    return json;
  }

  ObjectNode taxRate(TaxRate tax) {
    ObjectNode json = template.of(tax.kind());
    json.put("id", names.of(tax)).put("display_name", tax.displayName());
    json.put("percentage", BigDecimal.valueOf(tax.share(), 1).stripTrailingZeros());
    json.put("inclusive", tax.inclusive()).putNull("country").putNull("jurisdiction");
    json.put("description", tax.displayName())
        .put("tax_type", tax.inclusive() ? "vat" : "sales_tax");
    Template.time(json, "created", tax.created(), tax.created());
    return json;
  }
}
