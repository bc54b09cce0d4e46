package io.tributary.sandbox.entity;

import java.util.List;

/**
 * An object of an account with its whole history: what it is at any moment follows from the moment
 * alone. Times are epoch milliseconds; {@link io.tributary.sandbox.realm.Days#NEVER} is the time of
 * what does not happen.
 */
public interface Entity {
  Kind kind();

  /** The number of this object; no other object of the same kind has it. */
  long serial();

  long created();

  /** Whether lists show the object at a moment at which it has been created. */
  default boolean isListed(long at) {
    return true;
  }

  /** Every change that an event tells of, oldest first; the future ones too. */
  default List<Change> changes() {
    return List.of();
  }

  default Ref ref() {
    return new Ref(kind(), serial());
  }
}
