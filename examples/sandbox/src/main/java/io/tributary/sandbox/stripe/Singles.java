package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.OptionalLong;
import java.util.Set;

/** Objects that are asked for by themselves. */
final class Singles {
  private Singles() {}

  static ObjectNode account(View view, Query query, String version) {
    StripeApi.requireKnown(query, Set.of("expand[]"));
    return view.portraits().draw(view.books().account(), view.at());
  }

  /** An account by id: one's own, or one that is connected to it. */
  static ObjectNode account(View view, String id, Query query) {
    StripeApi.requireKnown(query, Set.of("expand[]"));
    Account own = view.books().account();
    return view.names().of(own).equals(id)
        ? view.portraits().draw(own, view.at())
        : view.portraits().draw(find(view, Account.class, Kind.ACCOUNT, id), view.at());
  }

  static ObjectNode balance(View view, Query query, String version) {
    StripeApi.requireKnown(query, Set.of("expand[]"));
    return view.portraits().ledger().balance(view.books(), view.at());
  }

  static <T extends Entity> T find(View view, Class<T> type, Kind kind, String id) {
    OptionalLong serial = view.names().serial(kind, id);
    if (serial.isPresent()) {
      var found = view.table(type).find(serial.getAsLong());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw Refusal.missing(404, kind.objectName(), id, "id");
  }
}
