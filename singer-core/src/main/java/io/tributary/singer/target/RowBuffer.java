package io.tributary.singer.target;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at the end: a row while it is put together. Used by one thread. */
final class RowBuffer {
  private byte[] bytes = new byte[4096];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Cuts the end off. */
  void truncate(int shorter) {
    length = shorter;
  }

  /** Makes room for so many bytes more. */
  void reserve(int more) {
    if (bytes.length - length < more) {
      long wanted = Math.max((long) length + more, Math.min(bytes.length * 2L, 1L << 30));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }

  void put(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  void put(byte[] from, int start, int stop) {
    int size = stop - start;
    reserve(size);
    System.arraycopy(from, start, bytes, length, size);
    length += size;
  }

  void putAscii(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    put(ascii, 0, ascii.length);
  }

  /** Puts a whole number in digits. */
  void put(long value) {
    reserve(20);
    if (value == Long.MIN_VALUE) {
      putAscii(Long.toString(value));
      return;
    }
    long rest = value;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int digits = digits(rest);
    int i = length + digits;
    length = i;
    do {
      bytes[--i] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Says that somebody else has written so many bytes after the end. */
  void wrote(int stop) {
    length = stop;
  }
}
