package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Answers every read that the sandbox knows, from the view of one account. */
public final class StripeApi {
  private final Map<String, Resource<?>> resources = new HashMap<>();
  private final FixedPaths fixed = new FixedPaths();
  private final CloneApi clones;

  public StripeApi(Listings listings) {
    clones = new CloneApi(listings);
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
    boolean isV1 = parts.size() > 1 && parts.get(0).equals("v1");
    Optional<Route> world =
        switch (isV1 ? parts.size() : 0) {
          case 2 -> top(parts.get(1));
          case 3 -> one(parts.get(1), parts.get(2));
          case 4 -> inside(parts);
          default -> Optional.empty();
        };
    return fixed
        .route(path)
        .or(() -> world)
        .or(() -> clones.route(path))
        .orElseThrow(() -> Refusal.unknownUrl("GET", path));
  }

  private Optional<Route> top(String name) {
    Resource<?> resource = resources.get(name);
    return resource == null
        ? Optional.empty()
        : Optional.of(
            new Route(
                name,
                resource.permission(),
                (view, query, version) -> list(resource, view, query, version)));
  }

  private Optional<Route> one(String name, String id) {
    if (name.equals("accounts")) {
      return route(
          "accounts/{id}", "account", (view, query, version) -> Singles.account(view, id, query));
    }
    if (name.equals("subscription_items")) {
      return route(
          "subscription_items/{id}",
          "subscription",
          (view, query, version) -> SubLists.item(view, id, query));
    }
    Resource<?> resource = resources.get(name);
    return resource == null
        ? Optional.empty()
        : Optional.of(
            new Route(
                name + "/{id}",
                resource.permission(),
                (view, query, version) -> retrieve(resource, view, id, query, version)));
  }

  private static Optional<Route> inside(List<String> parts) {
    String id = parts.get(2);
    String endpoint = parts.get(1) + "/{id}/" + parts.get(3);
    return switch (endpoint) {
      case "invoices/{id}/lines" ->
          route(endpoint, "invoice", (v, q, version) -> SubLists.lines(v, id, q, version));
      case "credit_notes/{id}/lines" ->
          route(endpoint, "credit_note", (v, q, version) -> SubLists.noteLines(v, id, q));
      case "charges/{id}/refunds" ->
          route(endpoint, "refund", (v, q, version) -> SubLists.refunds(v, id, q));
      case "transfers/{id}/reversals" ->
          route(endpoint, "transfer", (v, q, version) -> SubLists.reversals(v, id, q));
      case "application_fees/{id}/refunds" ->
          route(endpoint, "application_fee", (v, q, version) -> SubLists.feeRefunds(v, id, q));
      default -> Optional.empty();
    };
  }

  private static Optional<Route> route(String endpoint, String object, Call call) {
    return Optional.of(new Route(endpoint, "rak_" + object + "_read", call));
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
            resource.cursor(view),
            Window.of(query),
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
    Predicate<T> wanted = entity -> entity.isListed(view.at());
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
    return with(known, Set.of(more));
  }

  static Set<String> with(Set<String> known, Set<String> more) {
    Set<String> all = new HashSet<>(known);
    all.addAll(more);
    return all;
  }
}
