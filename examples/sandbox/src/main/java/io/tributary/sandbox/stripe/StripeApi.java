package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Answers every read that the sandbox knows, from the view of one account. */
public final class StripeApi {
  private final Map<String, Resource<?>> resources = new HashMap<>();

  public StripeApi() {
    for (Resource<?> resource : Resources.ALL) {
      resources.put(resource.path(), resource);
    }
  }

  /**
   * A path that the API has: what answers it, what a key needs, and which endpoint it counts as.
   */
  public record Route(String endpoint, String permission, Call call) {}

  /** Reads something; refuses with a {@link Refusal}. */
  @FunctionalInterface
  public interface Call {
    ObjectNode answer(View view, Query query, String version);
  }

  /** Finds what answers a path; an unknown one is refused. */
  public Route route(String path) {
    List<String> parts = List.of(path.substring(1).split("/"));
    if (parts.size() < 2 || !parts.get(0).equals("v1")) {
      throw Refusal.unknownUrl("GET", path);
    }
    return switch (parts.size()) {
      case 2 -> top(path, parts.get(1));
      case 3 -> one(path, parts.get(1), parts.get(2));
      case 4 -> inside(path, parts);
      default -> throw Refusal.unknownUrl("GET", path);
    };
  }

  private Route top(String path, String name) {
    return switch (name) {
      case "account" -> new Route("account", "rak_account_read", Singles::account);
      case "balance" -> new Route("balance", "rak_balance_read", Singles::balance);
      case "subscription_items" ->
          new Route("subscription_items", "rak_subscription_read", SubLists::items);
      default -> {
        Resource<?> resource = resource(path, name);
        yield new Route(
            name,
            resource.permission(),
            (view, query, version) -> list(resource, view, query, version));
      }
    };
  }

  private Route one(String path, String name, String id) {
    if (name.equals("accounts")) {
      return new Route(
          "accounts/{id}",
          "rak_account_read",
          (view, query, version) -> Singles.account(view, id, query));
    }
    if (name.equals("subscription_items")) {
      return new Route(
          "subscription_items/{id}",
          "rak_subscription_read",
          (view, query, version) -> SubLists.item(view, id, query));
    }
    Resource<?> resource = resource(path, name);
    return new Route(
        name + "/{id}",
        resource.permission(),
        (view, query, version) -> retrieve(resource, view, id, query, version));
  }

  private static Route inside(String path, List<String> parts) {
    String id = parts.get(2);
    String endpoint = parts.get(1) + "/{id}/" + parts.get(3);
    return switch (endpoint) {
      case "invoices/{id}/lines" ->
          new Route(
              endpoint, "rak_invoice_read", (v, q, version) -> SubLists.lines(v, id, q, version));
      case "credit_notes/{id}/lines" ->
          new Route(
              endpoint, "rak_credit_note_read", (v, q, version) -> SubLists.noteLines(v, id, q));
      case "charges/{id}/refunds" ->
          new Route(endpoint, "rak_refund_read", (v, q, version) -> SubLists.refunds(v, id, q));
      case "transfers/{id}/reversals" ->
          new Route(endpoint, "rak_transfer_read", (v, q, version) -> SubLists.reversals(v, id, q));
      case "application_fees/{id}/refunds" ->
          new Route(
              endpoint,
              "rak_application_fee_read",
              (v, q, version) -> SubLists.feeRefunds(v, id, q));
      case "accounts/{id}/external_accounts" ->
          new Route(
              endpoint, "rak_account_read", (v, q, version) -> SubLists.externalAccounts(v, id, q));
      default -> throw Refusal.unknownUrl("GET", path);
    };
  }

  private Resource<?> resource(String path, String name) {
    Resource<?> resource = resources.get(name);
    if (resource == null) {
      throw Refusal.unknownUrl("GET", path);
    }
    return resource;
  }

  private static <T extends Entity> ObjectNode list(
      Resource<T> resource, View view, Query query, String version) {
    Set<String> known = new HashSet<>(Window.PAGING);
    known.addAll(Window.CREATED);
    known.addAll(resource.filters().keySet());
    requireKnown(query, known);
    Expansion expansion = Expansion.ofList(query);
    Page<T> page =
        Page.of(
            view.table(resource.type()),
            resource,
            Window.of(query),
            view,
            filter(resource, view, query));
    return page.json(
        "/v1/" + resource.path(),
        entity -> expansion.apply(view.draw(entity, version), view, entity));
  }

  /** All filters at once; of a repeated parameter one value must fit. */
  private static <T extends Entity> Predicate<T> filter(
      Resource<T> resource, View view, Query query) {
    if (resource.kind() == Kind.EVENT) {
      requireOneKindOfType(query);
    }
    Predicate<T> wanted = entity -> true;
    for (Map.Entry<String, Resource.Filter<T>> filter : resource.filters().entrySet()) {
      List<String> values = query.all(filter.getKey());
      if (!values.isEmpty()) {
        Predicate<T> any = entity -> false;
        for (String value : values) {
          any = any.or(filter.getValue().of(view, value));
        }
        wanted = wanted.and(any);
      } else if (resource.kind() == Kind.SUBSCRIPTION && filter.getKey().equals("status")) {
        wanted = wanted.and(filter.getValue().of(view, ""));
      }
    }
    return wanted;
  }

  private static void requireOneKindOfType(Query query) {
    if (query.value("type").isPresent() && query.value("types[]").isPresent()) {
      throw Refusal.invalid("types", "You may only specify one of these parameters: type, types.");
    }
    if (query.all("types[]").size() > 20) {
      throw Refusal.invalid("types", "You may pass at most 20 types.");
    }
  }

  private static <T extends Entity> ObjectNode retrieve(
      Resource<T> resource, View view, String id, Query query, String version) {
    requireKnown(query, Set.of("expand[]"));
    T entity = Singles.find(view, resource.type(), resource.kind(), id);
    return Expansion.ofObject(query).apply(view.draw(entity, version), view, entity);
  }

  static void requireKnown(Query query, Set<String> known) {
    for (String name : query.names()) {
      if (!known.contains(name)) {
        throw Refusal.unknownParameter(name);
      }
    }
  }

  static Set<String> with(Set<String> known, String... more) {
    Set<String> all = new HashSet<>(known);
    all.addAll(Arrays.asList(more));
    return all;
  }
}
