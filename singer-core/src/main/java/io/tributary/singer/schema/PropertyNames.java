package io.tributary.singer.schema;

import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the property that a name is of. Records of one stream mostly have their properties in one
 * order, so the property that followed last time is tried first.
 *
 * <p>Used by one thread.
 */
public final class PropertyNames {
  private final byte[][] names;

  /** Indexes by hash of the name, each plus one; 0 is free. */
  private final int[] table;

  /** Which property came after each, by index plus one; the first came after none. */
  private final int[] followers;

  private int before;

  /**
   * @param names none of them twice
   */
  public PropertyNames(List<String> names) {
    this.names = new byte[names.size()][];
    this.followers = new int[names.size() + 1];
    this.table = new int[Integer.highestOneBit(Math.max(names.size(), 1)) * 4];
    for (int i = 0; i < this.names.length; i++) {
      byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
      this.names[i] = name;
      followers[i] = i;
      int slot = slot(name, 0, name.length);
      while (table[slot] != 0) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = i + 1;
    }
  }

  /** Begins an object. */
  public void begin() {
    before = 0;
  }

  /** The index of the property whose name the cursor read last, or -1. */
  public int find(JsonCursor cursor) {
    int likely = followers[before];
    if (likely < names.length && matches(names[likely], cursor)) {
      before = likely + 1;
      return likely;
    }
    int index = lookUp(cursor);
    if (index >= 0) {
      followers[before] = index;
      before = index + 1;
    }
    return index;
  }

  private int lookUp(JsonCursor cursor) {
    byte[] text = cursor.bytes();
    int start = cursor.start();
    int stop = cursor.stop();
    if (cursor.isEscaped()) {
      text = cursor.text().getBytes(StandardCharsets.UTF_8);
      start = 0;
      stop = text.length;
    }
    int slot = slot(text, start, stop);
    while (table[slot] != 0) {
      byte[] name = names[table[slot] - 1];
      if (Arrays.equals(name, 0, name.length, text, start, stop)) {
        return table[slot] - 1;
      }
      slot = slot + 1 & table.length - 1;
    }
    return -1;
  }

  private int slot(byte[] text, int start, int stop) {
    int hash = 0;
    for (int i = start; i < stop; i++) {
      hash = 31 * hash + text[i];
    }
    hash *= 0x9E3779B9;
    return (hash ^ hash >>> 15) & table.length - 1;
  }

  private static boolean matches(byte[] name, JsonCursor cursor) {
    if (cursor.isEscaped()) {
      return JsonString.matches(cursor.bytes(), cursor.start(), cursor.stop(), true, name, 0);
    }
    return Arrays.equals(name, 0, name.length, cursor.bytes(), cursor.start(), cursor.stop());
  }
}
