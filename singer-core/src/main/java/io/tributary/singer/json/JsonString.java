package io.tributary.singer.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The inside of JSON strings: what they mean, and how a text is written as one. */
public final class JsonString {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What must not stand in a string as it is. */
  private static final boolean[] ESCAPED = new boolean[256];

  static {
    Arrays.fill(ESCAPED, 0, ' ', true);
    ESCAPED['"'] = true;
    ESCAPED['\\'] = true;
  }

  private JsonString() {}

  /** Writes UTF-8 text as the inside of a string. */
  public static void encode(byte[] text, int start, int stop, TextBuffer to) {
    to.reserve(stop - start);
    int copied = start;
    for (int i = start; i < stop; i++) {
      byte each = text[i];
      if (ESCAPED[each & 0xff]) {
        to.put(text, copied, i);
        copied = i + 1;
        to.put('\\');
        if (each >= ' ') {
          to.put(each);
        } else {
          to.putAscii("u00");
          to.put(HEX[each >> 4]);
          to.put(HEX[each & 0xf]);
        }
      }
    }
    to.put(text, copied, stop);
  }

  /**
   * Writes the UTF-8 text that a string means, which a {@link JsonCursor} has found to be one, to
   * {@code to}, which has room for as many bytes as the string's own text has. Returns the index
   * after the last byte written.
   */
  public static int decode(byte[] text, int start, int stop, byte[] to, int offset) {
    int out = offset;
    int i = start;
    while (i < stop) {
      byte next = text[i];
      if (next != '\\') {
        to[out++] = next;
        i++;
      } else if (text[i + 1] != 'u') {
        to[out++] = meaning(text[i + 1]);
        i += 2;
      } else {
        int unit = JsonCursor.hex(text, i + 2);
        i += 6;
        if (unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE) {
          unit = Character.toCodePoint((char) unit, (char) JsonCursor.hex(text, i + 2));
          i += 6;
        }
        out = encode(unit, to, out);
      }
    }
    return out;
  }

  /** Whether a string means the UTF-8 text that {@code plain} holds from an index on. */
  public static boolean matches(
      byte[] text, int start, int stop, boolean escaped, byte[] plain, int from) {
    if (!escaped) {
      return Arrays.equals(text, start, stop, plain, from, plain.length);
    }
    byte[] decoded = new byte[stop - start];
    int length = decode(text, start, stop, decoded, 0);
    return Arrays.equals(decoded, 0, length, plain, from, plain.length);
  }

  private static byte meaning(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  private static int encode(int point, byte[] to, int offset) {
    int out = offset;
    if (point < 0x80) {
      to[out++] = (byte) point;
    } else if (point < 0x800) {
      to[out++] = (byte) (0xC0 | point >> 6);
      to[out++] = tail(point);
    } else if (point < 0x10000) {
      to[out++] = (byte) (0xE0 | point >> 12);
      to[out++] = tail(point >> 6);
      to[out++] = tail(point);
    } else {
      to[out++] = (byte) (0xF0 | point >> 18);
      to[out++] = tail(point >> 12);
      to[out++] = tail(point >> 6);
      to[out++] = tail(point);
    }
    return out;
  }

  private static byte tail(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
