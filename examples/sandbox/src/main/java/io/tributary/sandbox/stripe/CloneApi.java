package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Clone;
import io.tributary.sandbox.clone.Clones;
import io.tributary.sandbox.clone.Listing;
import io.tributary.sandbox.clone.Listings;
import io.tributary.sandbox.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Answers what the table of listings describes: its lists, and each of their objects. */
final class CloneApi {
  private static final String ARBITRARY = "{id}";

  private final Listings listings;

  CloneApi(Listings listings) {
    this.listings = listings;
  }

  Optional<StripeApi.Route> route(String path) {
    return listings.find(path).map(found -> route(path, found));
  }

  private static StripeApi.Route route(String path, Listings.Found found) {
    Listing listing = found.listing();
    String permission = "rak_" + listing.object().replace('.', '_') + "_read";
    if (found.id().isPresent()) {
      return new StripeApi.Route(
          listing.path() + "/" + ARBITRARY,
          permission,
          (view, query, version) -> one(view, found, query));
    }
    return new StripeApi.Route(
        listing.path(), permission, (view, query, version) -> list(view, path, found, query));
  }

  private static ObjectNode one(View view, Listings.Found place, Query query) {
    StripeApi.requireKnown(query, Set.of("expand[]", "include[]"));
    Listing listing = place.listing();
    String id = place.id().orElseThrow();
    Optional<Clone> clone =
        listing.parentPath().isEmpty()
            ? view.clones().find(listing, id)
            : hangingOn(view, place).stream().filter(each -> each.id().equals(id)).findFirst();
    return clone
        .map(found -> CloneExpansion.apply(found, view.clones(), query, ""))
        .orElseThrow(() -> Refusal.missing(404, listing.object(), id, "id"));
  }

  private static List<Clone> hangingOn(View view, Listings.Found found) {
    String parent = found.parents().get(0);
    return view.clones()
        .hangingOn(found.listing(), parent)
        .orElseThrow(() -> Refusal.missing(404, found.listing().parentObject(), parent, "id"));
  }

  private static ObjectNode list(View view, String path, Listings.Found found, Query query) {
    Listing listing = found.listing();
    CloneQuery.check(listing, query);
    Clones clones = view.clones();
    if (listing.isV2()) {
      List<Clone> all =
          listing.parentPath().isEmpty() ? clones.table(listing).rows() : hangingOn(view, found);
      V2Window window = V2Window.of(query);
      Predicate<Clone> wanted =
          CloneQuery.filter(listing, clones, query).and(each -> window.spans(each.created()));
      return V2Page.of(all.stream().filter(wanted).toList(), window, Clone::id)
          .json(path, query, clones::draw);
    }
    Window window = Window.of(query);
    Page<Clone> page =
        listing.parentPath().isEmpty()
            ? top(listing, clones, window, query)
            : inside(listing, hangingOn(view, found), window, query, clones);
    return page.json(path, clone -> CloneExpansion.apply(clone, clones, query, "data."));
  }

  private static Page<Clone> top(Listing listing, Clones clones, Window window, Query query) {
    Table<Clone> table = clones.table(listing);
    Window.Cursor<Clone> cursor =
        new Window.Cursor<>(listing.object(), id -> clones.find(listing, id));
    return Page.of(table, cursor, window, CloneQuery.filter(listing, clones, query));
  }

  private static Page<Clone> inside(
      Listing listing, List<Clone> all, Window window, Query query, Clones clones) {
    Predicate<Clone> wanted = CloneQuery.filterInside(listing, clones, query);
    List<Clone> some = new ArrayList<>(all);
    some.removeIf(clone -> !wanted.test(clone) || !window.spans(clone.created()));
    return Page.of(some, window, Clone::id, listing.object());
  }
}
