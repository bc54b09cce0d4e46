package io.tributary.sandbox.stripe;

import io.tributary.sandbox.realm.Days;

/**
 * The versions of the API: the newest; and an older one, in which the account's events were written
 * on three days of every ten, counted from the world's first.
 */
public record Versions(String old, long since) {
  /** The version that answers have unless a request asks for another. */
  public static final String NEWEST = "2026-10-28.endive";

  private static final String RESHAPED = "2025-03-31";

  String ofEventsAt(long at) {
    return Math.floorMod(Days.of(at) - Days.of(since), 10L) < 3 ? old : NEWEST;
  }

  /** Whether a version is from before the objects of billing were reshaped. */
  boolean isOld(String version) {
    return version.compareTo(RESHAPED) < 0;
  }
}
