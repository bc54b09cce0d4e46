package io.tributary.sandbox.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** That an object changed at a moment, and the type of the event that says so. */
public record Change(long at, String type) {

  /** Collects the changes that do happen, and puts them in order. */
  public static final class Log {
    private final List<Change> changes = new ArrayList<>(4);

    public Log add(long at, String type) {
      if (at != io.tributary.sandbox.realm.Days.NEVER) {
        changes.add(new Change(at, type));
      }
      return this;
    }

    public List<Change> inOrder() {
      for (int i = 1; i < changes.size(); i++) {
        if (changes.get(i).at() < changes.get(i - 1).at()) {
          changes.sort(Comparator.comparingLong(Change::at));
          return changes;
        }
      }
      return changes;
    }
  }
}
