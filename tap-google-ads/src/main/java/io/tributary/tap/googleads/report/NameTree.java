package io.tributary.tap.googleads.report;

import io.tributary.singer.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that an object of an answer may have, and what is inside of each. For one thread.
 *
 * <p>The rows of an answer have their names in one order, of which some are left out now and then:
 * so names are put in that order when they first come, and looked for after the last one.
 */
final class NameTree {
  /** Names that lead nowhere are remembered too, so many at the most. */
  private static final int MOST = 512;

  /** What is known of a name. */
  static final class Entry {
    private final byte[] name;
    private @Nullable NameTree inside;
    private int slot = -1;
    private boolean isPlaced;
    private long row = -1;

    private Entry(byte[] name) {
      this.name = name;
    }

    /** The names inside of it; null if none is looked for. */
    @Nullable NameTree inside() {
      return inside;
    }

    /** Where its value goes; negative if it is not looked for. */
    int slot() {
      return slot;
    }

    /** Takes note that a row has it; false if that row had it before. */
    boolean isNew(long number) {
      boolean isNew = row != number;
      row = number;
      return isNew;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private int last = -1;

  /** Adds the name at the end of a path, with those that lead to it. */
  void add(List<String> path, int slot) {
    Entry entry = entry(path.get(0).getBytes(StandardCharsets.UTF_8));
    if (path.size() == 1) {
      entry.slot = slot;
      return;
    }
    NameTree inside = entry.inside == null ? new NameTree() : entry.inside;
    inside.add(path.subList(1, path.size()), slot);
    entry.inside = inside;
  }

  private Entry entry(byte[] name) {
    for (Entry entry : entries) {
      if (Arrays.equals(entry.name, name)) {
        return entry;
      }
    }
    Entry entry = new Entry(name);
    entries.add(entry);
    return entry;
  }

  /** The same for another thread, which will find out about the order for itself. */
  NameTree copy() {
    NameTree copy = new NameTree();
    for (Entry entry : entries) {
      Entry same = new Entry(entry.name);
      same.slot = entry.slot;
      same.inside = entry.inside == null ? null : entry.inside.copy();
      copy.entries.add(same);
    }
    return copy;
  }

  /** An object begins. */
  void begin() {
    last = -1;
  }

  /** What is known of the next name of the object. */
  Entry next(byte[] text, int start, int stop, boolean isEscaped) {
    int due = last + 1;
    int count = entries.size();
    for (int i = 0; i < count; i++) {
      int place = due + i < count ? due + i : due + i - count;
      Entry entry = entries.get(place);
      if (JsonString.matches(text, start, stop, isEscaped, entry.name, 0)) {
        last = entry.isPlaced ? place : put(entry, place, due);
        return entry;
      }
    }
    byte[] name = new byte[stop - start];
    int length = JsonString.decode(text, start, stop, name, 0);
    Entry entry = new Entry(Arrays.copyOf(name, length));
    if (count < MOST) {
      entries.add(entry);
      last = put(entry, count, due);
    }
    return entry;
  }

  /** Moves an entry to where it is due. */
  private int put(Entry entry, int place, int due) {
    entry.isPlaced = true;
    int to = place < due ? due - 1 : due;
    if (to != place) {
      Entry moved = entries.remove(place);
      entries.add(to, moved);
    }
    return to;
  }
}
