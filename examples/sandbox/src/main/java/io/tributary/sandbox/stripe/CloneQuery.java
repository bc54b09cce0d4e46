package io.tributary.sandbox.stripe;

import io.tributary.sandbox.clone.Clone;
import io.tributary.sandbox.clone.Clones;
import io.tributary.sandbox.clone.Fields;
import io.tributary.sandbox.clone.Listing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a request asks of a list in the table, and whether it may. */
final class CloneQuery {
  private static final List<String> BOUNDS = List.of("[gt]", "[gte]", "[lt]", "[lte]");
  private static final Set<String> V2_BOUNDS =
      Set.of("created_gt", "created_gte", "created_lt", "created_lte");
  private static final Set<String> WHOLE = Set.of("expand[]");
  private static final Set<String> V2_PAGING = Set.of("limit", "page");

  private CloneQuery() {}

  /** Refuses what the list does not know, and what lacks something that it must have. */
  static void check(Listing listing, Query query) {
    Set<String> known = new HashSet<>(listing.parameters().filters().keySet());
    known.addAll(listing.parameters().required());
    Set<String> paging = listing.isV2() ? V2_PAGING : listing.isWhole() ? WHOLE : Window.PAGING;
    for (String name : query.names()) {
      if (!paging.contains(name) && !known.contains(stem(name))) {
        throw Refusal.unknownParameter(name);
      }
    }
    for (String name : listing.parameters().required()) {
      if (query.names().stream().noneMatch(given -> stem(given).equals(name))) {
        throw Refusal.missingParameter(name);
      }
    }
  }

  private static String stem(String name) {
    int bracket = name.indexOf('[');
    String stem = bracket < 0 ? name : name.substring(0, bracket);
    return V2_BOUNDS.contains(stem) ? "created" : stem;
  }

  private static boolean isFilter(Listing listing, String name) {
    return !stem(name).equals("created")
        && !listing.parameters().filters().getOrDefault(stem(name), "").isEmpty();
  }

  static Predicate<Clone> filter(Listing listing, Clones clones, Query query) {
    Predicate<Clone> wanted = clone -> true;
    for (String name : query.names()) {
      if (isFilter(listing, name) && BOUNDS.stream().noneMatch(name::endsWith)) {
        Set<Long> fitting = new HashSet<>();
        query.all(name).forEach(value -> fitting.addAll(clones.having(listing, name, value)));
        wanted = wanted.and(clone -> fitting.contains(clone.place().number()));
      }
    }
    return wanted;
  }

  static Predicate<Clone> filterInside(Listing listing, Clones clones, Query query) {
    Predicate<Clone> wanted = clone -> true;
    for (String name : query.names()) {
      if (isFilter(listing, name)) {
        List<String> values = query.all(name);
        wanted =
            wanted.and(
                clone ->
                    Fields.texts(clones.draw(clone), name).stream().anyMatch(values::contains));
      }
    }
    return wanted;
  }
}
