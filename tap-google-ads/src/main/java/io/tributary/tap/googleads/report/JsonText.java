package io.tributary.tap.googleads.report;

import io.tributary.singer.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text of JSON that is being written. For one thread. */
final class JsonText {
  /** What one huge record has blown up beyond this is not kept. */
  private static final int KEPT = 1024 * 1024;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private int used;

  /** Begins anew. */
  void clear() {
    used = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[4096];
    }
  }

  /** What is written, valid until more is. */
  RawJson json() {
    return RawJson.of(bytes, 0, used);
  }

  /** Puts another byte in the place of the first one. */
  void first(char letter) {
    bytes[0] = (byte) letter;
  }

  void add(byte[] text) {
    add(text, 0, text.length);
  }

  void add(byte[] text, int start, int stop) {
    int length = stop - start;
    reserve(length);
    System.arraycopy(text, start, bytes, used, length);
    used += length;
  }

  void add(char letter) {
    reserve(1);
    bytes[used++] = (byte) letter;
  }

  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  void addHex(byte[] digest) {
    reserve(2 * digest.length);
    for (byte next : digest) {
      bytes[used++] = HEX[next >> 4 & 0xF];
      bytes[used++] = HEX[next & 0xF];
    }
  }

  /** Adds a value without the white space between what is in it. */
  void addCompact(byte[] text, int start, int stop) {
    reserve(stop - start);
    boolean inString = false;
    for (int i = start; i < stop; i++) {
      byte next = text[i];
      if (inString && next == '\\') {
        bytes[used++] = next;
        bytes[used++] = text[++i];
      } else if (inString || next > ' ') {
        bytes[used++] = next;
        inString ^= next == '"';
      }
    }
  }

  private void reserve(int more) {
    if (bytes.length - used < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
    }
  }
}
