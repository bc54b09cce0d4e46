package io.tributary.sandbox.entity;

import java.util.List;

/** An account: the platform's own, number 0, or one connected to it. */
public record Account(long serial, long created, String name, String timeZone) implements Entity {
  /** The number of the account that the connected ones belong to. */
  public static final int PLATFORM = 0;

  public boolean isPlatform() {
    return serial == PLATFORM;
  }

  @Override
  public Kind kind() {
    return Kind.ACCOUNT;
  }

  @Override
  public List<Change> changes() {
    return isPlatform() ? List.of() : List.of(new Change(created, "account.updated"));
  }
}
