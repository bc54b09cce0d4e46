package io.tributary.sandbox.stripe;

import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.entity.Ref;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The ids of a world's objects. */
public record Names(Ids ids) {

  public String of(Entity entity) {
    return of(entity.kind(), entity.serial());
  }

  public String of(Kind kind, long serial) {
    return ids.text(kind.prefix(), serial);
  }

  /** The id of what is referred to; null if nothing is. */
  public @Nullable String of(@Nullable Ref ref) {
    return ref == null ? null : of(ref.kind(), ref.serial());
  }

  /** The number of the object with an id; none if the id is not one of this kind. */
  public OptionalLong serial(Kind kind, String id) {
    return ids.number(kind.prefix(), id);
  }

  /** An id for something that has no object of its own, such as a card. */
  public String token(String prefix, long number) {
    return ids.text(prefix, number);
  }
}
