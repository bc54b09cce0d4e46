package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.realm.Days;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All objects of one kind, newest first: by the second they were created in, then by number. Safe
 * to read from several threads.
 */
public final class Table<T extends Entity> {
  private static final Comparator<Entity> NEWEST_FIRST =
      Comparator.<Entity>comparingLong(Table::second).thenComparingLong(Entity::serial).reversed();

  private final List<T> rows;

  /** For each object its place + 1, where the hash of its number leads to; 0 is free. */
  private final int[] slots;

  private Table(List<T> rows) {
    this.rows = rows;
    slots = new int[Integer.highestOneBit(rows.size() + 1) * 4];
    for (int place = 0; place < rows.size(); place++) {
      int slot = slot(rows.get(place).serial());
      while (slots[slot] != 0) {
        slot = (slot + 1) % slots.length;
      }
      slots[slot] = place + 1;
    }
  }

  /** Sorts the objects; each number must be there once. */
  public static <T extends Entity> Table<T> of(List<T> objects) {
    long[] bySecond = new long[objects.size()];
    for (int i = 0; i < bySecond.length; i++) {
      bySecond[i] = second(objects.get(i)) << 32 | i;
    }
    Arrays.parallelSort(bySecond);
    @SuppressWarnings("unchecked")
    T[] sorted = (T[]) new Entity[bySecond.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[sorted.length - 1 - i] = objects.get((int) bySecond[i]);
    }
    for (int first = 0, end; first < sorted.length; first = end) {
      end = first + 1;
      while (end < sorted.length && second(sorted[end]) == second(sorted[first])) {
        end++;
      }
      if (end - first > 1) {
        Arrays.sort(sorted, first, end, NEWEST_FIRST);
      }
    }
    return new Table<>(Collections.unmodifiableList(Arrays.asList(sorted)));
  }

  /** The objects, newest first. */
  public List<T> rows() {
    return rows;
  }

  public int size() {
    return rows.size();
  }

  public Optional<T> find(long serial) {
    for (int slot = slot(serial); slots[slot] != 0; slot = (slot + 1) % slots.length) {
      T found = rows.get(slots[slot] - 1);
      if (found.serial() == serial) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private int slot(long serial) {
    return (int) ((serial * 0x9e37_79b9_7f4a_7c15L) >>> 33) & (slots.length - 1);
  }

  /** The place of the first object that was created before a second. */
  public int firstBefore(long second) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (second(rows.get(middle)) < second) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The place of an object of this table. */
  public int placeOf(T object) {
    return Collections.binarySearch(rows, object, NEWEST_FIRST);
  }

  private static long second(Entity object) {
    return Math.floorDiv(object.created(), Days.SECOND);
  }
}
