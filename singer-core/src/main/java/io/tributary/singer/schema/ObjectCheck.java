package io.tributary.singer.schema;

import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.MalformedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of an object, asked while it is read; and, for one whose properties become
 * columns, where their values lie.
 *
 * <p>Used by one thread. An object of this schema is never inside of another one of it, so that the
 * marks of one object's properties can be kept here.
 */
final class ObjectCheck {
  /** The value of {@link Property#column} for those that are none. */
  static final int NO_COLUMN = -1;

  private final PropertyNames names;
  private final Property[] properties;
  private final @Nullable ValueCheck additional;
  private final boolean additionalFit;
  private final int required;
  private final int fewest;
  private final int most;

  /** Which object a property was last seen in. */
  private final long[] seenIn;

  private long object;

  /**
   * @param additional what holds of properties that are not named here; null if nothing does
   * @param additionalFit whether there may be such properties
   */
  ObjectCheck(
      List<Property> properties,
      @Nullable ValueCheck additional,
      boolean additionalFit,
      int fewest,
      int most) {
    this.names = new PropertyNames(properties.stream().map(Property::name).toList());
    this.properties = properties.toArray(Property[]::new);
    this.additional = additional;
    this.additionalFit = additionalFit;
    this.required = (int) properties.stream().filter(Property::isRequired).count();
    this.fewest = fewest;
    this.most = most;
    this.seenIn = new long[this.properties.length];
  }

  /**
   * A property that the schema names.
   *
   * @param check what must hold of its value; null if nothing must
   * @param column the number of the column that its value goes to, or {@link #NO_COLUMN}
   * @param columns whether its value is an object whose properties go to columns
   */
  record Property(
      String name, boolean isRequired, @Nullable ValueCheck check, int column, boolean columns) {}

  /** Takes an object that nobody stores in parts. Returns whether it certainly fits. */
  boolean read(JsonCursor cursor) {
    return read(cursor, null);
  }

  /** Takes an object, and notes in {@code slots} where the columns' values lie. */
  boolean read(JsonCursor cursor, @Nullable RecordSlots slots) {
    cursor.take('{');
    cursor.enter();
    cursor.names().open();
    long me = ++object;
    names.begin();
    boolean fits = true;
    int count = 0;
    int found = 0;
    if (!cursor.takes('}')) {
      do {
        count++;
        cursor.name();
        int index = names.find(cursor);
        if (index >= 0) {
          Property property = properties[index];
          if (seenIn[index] == me) {
            throw new MalformedJson(JsonCursor.repeated(property.name));
          }
          seenIn[index] = me;
          found += property.isRequired ? 1 : 0;
          fits &= property(property, cursor, slots);
        } else {
          fits &= other(cursor, slots);
        }
      } while (cursor.takes(','));
      cursor.take('}');
    }
    cursor.names().close();
    cursor.leave();
    return fits && found == required && count >= fewest && count <= most;
  }

  private static boolean property(
      Property property, JsonCursor cursor, @Nullable RecordSlots slots) {
    if (slots == null || (property.column == NO_COLUMN && !property.columns)) {
      return property.check == null ? skip(cursor) : property.check.read(cursor);
    }
    slots.at(property.name);
    if (property.columns && property.check != null && cursor.peek() == '{') {
      ObjectCheck inner = property.check.object();
      return inner != null && inner.read(cursor, slots);
    }
    return slots.read(property, cursor);
  }

  private boolean other(JsonCursor cursor, @Nullable RecordSlots slots) {
    int start = cursor.start();
    int stop = cursor.stop();
    if (!cursor.names().add(cursor.bytes(), start, stop, cursor.isEscaped())) {
      throw new MalformedJson(JsonCursor.repeated(cursor.text()));
    }
    if (slots != null) {
      slots.other(cursor);
    }
    boolean fits = additional == null ? skip(cursor) : additional.read(cursor);
    return fits && additionalFit;
  }

  private static boolean skip(JsonCursor cursor) {
    cursor.value();
    return true;
  }
}
