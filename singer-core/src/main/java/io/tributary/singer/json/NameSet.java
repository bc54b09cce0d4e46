package io.tributary.singer.json;

import java.util.Arrays;

/**
 * Notices a name that occurs twice in one object, over all the objects of a text that are open, and
 * without a string for any of them. Not thread-safe.
 */
public final class NameSet {
  /** Up to so many names are compared one by one; an object of more goes to the table. */
  private static final int FEW = 12;

  private final Names few = new Names();
  private final Names many = new Names();

  /** Where each open object's names begin in {@link #few}, and its number in the table or 0. */
  private int[] bases = new int[16];

  private int[] numbers = new int[16];
  private int depth;
  private int lastNumber;

  /** Entries of {@link #many}, each plus one, by hash; 0 is free. */
  private int[] table = new int[0];

  void clear() {
    few.count = 0;
    depth = 0;
    if (lastNumber > 0) {
      lastNumber = 0;
      many.count = 0;
      Arrays.fill(table, 0);
    }
  }

  /** Begins an object. */
  public void open() {
    if (depth == bases.length) {
      bases = Arrays.copyOf(bases, depth * 2);
      numbers = Arrays.copyOf(numbers, depth * 2);
    }
    bases[depth] = few.count;
    numbers[depth++] = 0;
  }

  /** Ends the object that began last. */
  public void close() {
    few.count = bases[--depth];
  }

  /** Adds a name to the object that began last. Returns whether it was not there before. */
  public boolean add(byte[] text, int start, int stop, boolean escaped) {
    int hash = hash(text, start, stop, escaped);
    int first = bases[depth - 1];
    if (numbers[depth - 1] == 0) {
      if (few.count - first < FEW) {
        for (int i = first; i < few.count; i++) {
          if (few.hashes[i] == hash && few.isSame(i, text, start, stop, escaped)) {
            return false;
          }
        }
        few.add(hash, 0, start, stop, escaped);
        return true;
      }
      moveToTable(first);
    }
    return addToTable(hash, text, start, stop, escaped);
  }

  private void moveToTable(int first) {
    int number = ++lastNumber;
    numbers[depth - 1] = number;
    for (int i = first; i < few.count; i++) {
      grow();
      put(mixed(few.hashes[i], number));
      many.add(few.hashes[i], number, few.starts[i], few.stops[i], few.escapes[i]);
    }
    few.count = first;
  }

  private boolean addToTable(int hash, byte[] text, int start, int stop, boolean escaped) {
    int number = numbers[depth - 1];
    grow();
    int slot = mixed(hash, number) & table.length - 1;
    while (table[slot] != 0) {
      int entry = table[slot] - 1;
      if (many.hashes[entry] == hash
          && many.numbers[entry] == number
          && many.isSame(entry, text, start, stop, escaped)) {
        return false;
      }
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = many.count + 1;
    many.add(hash, number, start, stop, escaped);
    return true;
  }

  private void grow() {
    if (many.count * 2 < table.length) {
      return;
    }
    table = new int[Math.max(64, table.length * 2)];
    int count = many.count;
    for (many.count = 0; many.count < count; many.count++) {
      put(mixed(many.hashes[many.count], many.numbers[many.count]));
    }
  }

  /** Enters the entry that will be the next of {@link #many}. */
  private void put(int mixed) {
    int slot = mixed & table.length - 1;
    while (table[slot] != 0) {
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = many.count + 1;
  }

  private static int mixed(int hash, int number) {
    int mixed = (hash + number * 31) * 0x9E3779B9;
    return mixed ^ mixed >>> 15;
  }

  private static int hash(byte[] text, int start, int stop, boolean escaped) {
    if (escaped) {
      byte[] plain = plain(text, start, stop);
      return hash(plain, 0, plain.length, false);
    }
    int hash = 0;
    for (int i = start; i < stop; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  private static byte[] plain(byte[] text, int start, int stop) {
    byte[] decoded = new byte[stop - start];
    return Arrays.copyOf(decoded, JsonString.decode(text, start, stop, decoded, 0));
  }

  /** Names as places in the text. */
  private static final class Names {
    private int[] hashes = new int[64];
    private int[] numbers = new int[64];
    private int[] starts = new int[64];
    private int[] stops = new int[64];
    private boolean[] escapes = new boolean[64];
    private int count;

    private void add(int hash, int number, int start, int stop, boolean escaped) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
        numbers = Arrays.copyOf(numbers, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        stops = Arrays.copyOf(stops, count * 2);
        escapes = Arrays.copyOf(escapes, count * 2);
      }
      hashes[count] = hash;
      numbers[count] = number;
      starts[count] = start;
      stops[count] = stop;
      escapes[count] = escaped;
      count++;
    }

    private boolean isSame(int entry, byte[] text, int start, int stop, boolean escaped) {
      if (!escaped && !escapes[entry]) {
        return Arrays.equals(text, starts[entry], stops[entry], text, start, stop);
      }
      return Arrays.equals(plain(text, starts[entry], stops[entry]), plain(text, start, stop));
    }
  }
}
