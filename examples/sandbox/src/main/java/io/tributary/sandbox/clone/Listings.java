package io.tributary.sandbox.clone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table of all listings, {@code listings.tsv}. */
public final class Listings {
  private final Map<String, Listing> byPath = new LinkedHashMap<>();

  public Listings() {
    try (InputStream in =
            Objects.requireNonNull(Listings.class.getResourceAsStream("listings.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> Listing.of(byPath.size(), line))
          .forEach(listing -> byPath.put(listing.path(), listing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a path leads: to a list, or to one object of it; and the ids that the path names. */
  public record Found(Listing listing, List<String> parents, Optional<String> id) {}

  /** Finds the listing of a list's path, or of the path of one of its objects. */
  public Optional<Found> find(String path) {
    List<String> segments = Arrays.asList(path.substring(1).split("/"));
    Optional<Found> list = find(segments, Optional.empty());
    int last = segments.size() - 1;
    return list.isPresent()
        ? list
        : find(segments.subList(0, last), Optional.of(segments.get(last)));
  }

  private Optional<Found> find(List<String> segments, Optional<String> id) {
    for (Listing listing : byPath.values()) {
      Optional<List<String>> parents = listing.match(segments);
      boolean served =
          id.isPresent() ? listing.address().servesOne() : listing.address().servesList();
      if (served && parents.isPresent()) {
        return Optional.of(new Found(listing, parents.get(), id));
      }
    }
    return Optional.empty();
  }

  Optional<Listing> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  public Iterable<Listing> all() {
    return byPath.values();
  }
}
