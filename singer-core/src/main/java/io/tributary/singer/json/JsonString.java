package io.tributary.singer.json;

import java.util.Arrays;

/** Decodes the inside of a JSON string, which a {@link JsonCursor} has found to be one. */
public final class JsonString {
  private JsonString() {}

  /**
   * Writes the UTF-8 text that the string means to {@code to}, which has room for as many bytes as
   * the string's own text has. Returns the index after the last byte written.
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
