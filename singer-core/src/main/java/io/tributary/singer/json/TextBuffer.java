package io.tributary.singer.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 text that grows at the end: a row while it is put together. Used by one thread. */
public final class TextBuffer {
  private static final int FIRST_SIZE = 4096;

  /** From here on it grows by what is needed only, as long as Java allows. */
  private static final long LARGE = 1L << 30;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  /** The text, as far as {@link #length}. Another array after the next that is put. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Cuts the end off. */
  public void truncate(int shorter) {
    length = shorter;
  }

  /** The last byte; 0 if there is none. */
  public int last() {
    return length == 0 ? 0 : bytes[length - 1];
  }

  /** Makes room for so many bytes more. */
  public void reserve(int more) {
    if (bytes.length - length < more) {
      long wanted = Math.max((long) length + more, Math.min(bytes.length * 2L, LARGE));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }

  /** Puts one byte. */
  public void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  public void put(byte[] from, int start, int stop) {
    int size = stop - start;
    reserve(size);
    System.arraycopy(from, start, bytes, length, size);
    length += size;
  }

  public void putAscii(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    put(ascii, 0, ascii.length);
  }

  /** Puts a whole number in digits. */
  public void putNumber(long value) {
    if (value == Long.MIN_VALUE) {
      putAscii(Long.toString(value));
      return;
    }
    long rest = value;
    if (rest < 0) {
      put('-');
      rest = -rest;
    }
    putDigits(rest, digits(rest));
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Puts the last digits of a number that is not negative, with zeros in front. */
  public void putDigits(long value, int digits) {
    reserve(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Says that somebody else has written to {@link #bytes}, up to here. */
  public void wrote(int stop) {
    length = stop;
  }
}
