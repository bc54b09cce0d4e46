package io.tributary.target.bigquery.nested;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at the end. Used by one thread. */
final class ByteText {
  private byte[] bytes = new byte[1 << 10];
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

  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
    }
  }

  void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void put(byte[] from, int start, int stop) {
    reserve(stop - start);
    System.arraycopy(from, start, bytes, length, stop - start);
    length += stop - start;
  }

  void putAscii(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    put(ascii, 0, ascii.length);
  }

  /** Puts a number in so many digits, with zeros in front. */
  void putDigits(long value, int digits) {
    reserve(digits);
    long left = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    length += digits;
  }

  /** The last byte; 0 if there is none. */
  int last() {
    return length == 0 ? 0 : bytes[length - 1];
  }
}
