package io.tributary.tap.googleads.api;

import io.tributary.singer.json.Json;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of an object, an array or a string by brackets, quotes and backslashes alone, in
 * text that may not be there yet. What is inside is for somebody else to read. Not thread-safe.
 */
final class BracketScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long SLASHES = '\\' * ONES;

  /** In ASCII this bit is all that tells square brackets from curly ones. */
  private static final int CURLY = 0x20;

  private int at;
  private int depth;
  private boolean inString;

  /** Begins at an opening bracket or quote. */
  void begin(int from) {
    at = from;
    depth = 0;
    inString = false;
  }

  /**
   * The index after the end; -1 if it is not before {@code limit}. Asked again with more text, it
   * goes on where it stopped.
   *
   * @throws IOException if it is nested too deep
   */
  int end(byte[] text, int limit) throws IOException {
    int i = at;
    while (i < limit) {
      if (inString) {
        i = plain(text, i, limit);
        if (i < limit && text[i] == '"') {
          inString = false;
          if (depth == 0) {
            return i + 1;
          }
          i++;
        } else if (i < limit) {
          i += 2; // a backslash, and what it stands before, which may not be there yet
        }
      } else {
        byte next = text[i++];
        if (next == '"') {
          inString = true;
        } else if ((next | CURLY) == '{') {
          deeper();
        } else if ((next | CURLY) == '}') {
          depth--;
          if (depth == 0) {
            return i;
          }
        }
      }
    }
    at = i;
    return -1;
  }

  private void deeper() throws IOException {
    depth++;
    if (depth > Json.MAX_DEPTH) {
      throw new IOException("nested more than " + Json.MAX_DEPTH + " levels deep");
    }
  }

  /** The index of the next quote or backslash from {@code from} on, or {@code limit}. */
  private static int plain(byte[] text, int from, int limit) {
    int i = from;
    for (; i <= limit - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONGS.get(text, i);
      long quote = word ^ QUOTES;
      long slash = word ^ SLASHES;
      long found = (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash)) & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < limit && text[i] != '"' && text[i] != '\\') {
      i++;
    }
    return i;
  }
}
