package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Contract;
import io.tributary.sandbox.entity.Coupon;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Subscription;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Discounts as Stripe shows them where they are asked for in full: a contract has one at most. */
final class DiscountJson {
  private DiscountJson() {}

  /** Puts the discounts in the place of their ids. */
  static void expand(JsonNode discounts, View view) {
    if (discounts instanceof ArrayNode ids) {
      for (int i = 0; i < ids.size(); i++) {
        OptionalLong serial = view.names().serial(Kind.DISCOUNT, ids.path(i).asText());
        if (serial.isPresent()) {
          int place = i;
          view.table(Subscription.class)
              .find(serial.getAsLong())
              .ifPresent(
                  subscription -> ids.set(place, draw(subscription.contract(), view.names())));
        }
      }
    }
  }

  private static ObjectNode draw(Contract contract, Names names) {
    ObjectNode json = Json.object().put("id", names.of(Kind.DISCOUNT, contract.serial()));
    json.put("object", "discount").putNull("checkout_session");
    json.put("customer", names.of(contract.customer())).putNull("customer_account");
    Coupon coupon = contract.terms().coupon();
    long start = contract.span().start() / Days.SECOND;
    boolean ends = coupon != null && coupon.months() > 1 && coupon.months() != Coupon.FOR_EVER;
    json.put("end", ends && coupon != null ? end(start, coupon.months()) : null);
    json.putNull("invoice").putNull("invoice_item").putNull("promotion_code");
    json.putObject("source")
        .put("coupon", names.of(Kind.COUPON, serial(coupon)))
        .put("type", "coupon");
    json.put("start", start).put("subscription", names.of(Kind.SUBSCRIPTION, contract.serial()));
    return json.putNull("subscription_item");
  }

  private static long serial(@Nullable Coupon coupon) {
    return coupon == null ? 0 : coupon.serial();
  }

  private static Long end(long start, int months) {
    return Instant.ofEpochSecond(start).atOffset(ZoneOffset.UTC).plusMonths(months).toEpochSecond();
  }
}
