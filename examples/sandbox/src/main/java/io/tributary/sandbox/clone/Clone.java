package io.tributary.sandbox.clone;

import io.tributary.sandbox.entity.Change;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import java.util.List;

/** One object of a listing; it never changes. Its id follows from its number, or is a name. */
public record Clone(Listing listing, Place place, long created) implements Entity {
  private static final int NUMBERS = 38;

  /** Which one of its listing it is, and the id of the object that it hangs on; empty if none. */
  public record Place(long number, String id, String parent) {}

  @Override
  public Kind kind() {
    return Kind.CLONE;
  }

  @Override
  public long serial() {
    return serial(listing, place.number());
  }

  static long serial(Listing listing, long number) {
    return (long) listing.row() << NUMBERS | number;
  }

  public String id() {
    return place.id();
  }

  @Override
  public List<Change> changes() {
    return listing.event().isEmpty() ? List.of() : List.of(new Change(created, listing.event()));
  }
}
