package io.tributary.singer.schema;

import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the property that a name is of. Records of one stream mostly have their properties in one
 * order, so the property that followed last time is tried first.
 */
final class PropertyNames {
  private final byte[][] names;
  private final Map<String, Integer> indexes = new HashMap<>();

  /** Which property came after each, by index plus one; the first came after none. */
  private final int[] followers;

  private int before;

  PropertyNames(List<String> names) {
    this.names = new byte[names.size()][];
    this.followers = new int[names.size() + 1];
    for (int i = 0; i < this.names.length; i++) {
      this.names[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
      indexes.put(names.get(i), i);
      followers[i] = i;
    }
  }

  /** Begins an object. */
  void begin() {
    before = 0;
  }

  /** The index of the property whose name the cursor read last, or -1. */
  int find(JsonCursor cursor) {
    int likely = followers[before];
    if (likely < names.length && matches(names[likely], cursor)) {
      before = likely + 1;
      return likely;
    }
    Integer index = indexes.get(cursor.text());
    if (index == null) {
      return -1;
    }
    followers[before] = index;
    before = index + 1;
    return index;
  }

  private static boolean matches(byte[] name, JsonCursor cursor) {
    if (cursor.isEscaped()) {
      return JsonString.matches(cursor.bytes(), cursor.start(), cursor.stop(), true, name, 0);
    }
    return Arrays.equals(name, 0, name.length, cursor.bytes(), cursor.start(), cursor.stop());
  }
}
