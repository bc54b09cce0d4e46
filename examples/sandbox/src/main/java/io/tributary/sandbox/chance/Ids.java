package io.tributary.sandbox.chance;

import java.util.OptionalLong;

/**
 * Turns numbers into ids that look drawn at random, and back: a keyed permutation of 64 bits, so
 * that two numbers never share an id and no table of ids is needed.
 */
public record Ids(long seed) {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = 62;
  private static final int PERMUTED = 11;
  private static final int CHECKED = 6;
  private static final int ROUNDS = 4;

  /** The id of a number: the prefix and {@value #PERMUTED} + {@value #CHECKED} characters. */
  public String text(String prefix, long number) {
    StringBuilder text = new StringBuilder(prefix.length() + PERMUTED + CHECKED).append(prefix);
    long key = new Draw(seed).at(prefix).key();
    append(text, permute(number, key), PERMUTED);
    append(text, check(number, key), CHECKED);
    return text.toString();
  }

  /** The number of an id; none if {@link #text} never made it. */
  public OptionalLong number(String prefix, String id) {
    if (!id.startsWith(prefix) || id.length() != prefix.length() + PERMUTED + CHECKED) {
      return OptionalLong.empty();
    }
    long permuted = 0;
    for (int i = prefix.length(); i < prefix.length() + PERMUTED; i++) {
      int digit = DIGITS.indexOf(id.charAt(i));
      if (digit < 0) {
        return OptionalLong.empty();
      }
      permuted = permuted * BASE + digit;
    }
    long number = restore(permuted, new Draw(seed).at(prefix).key());
    return text(prefix, number).equals(id) ? OptionalLong.of(number) : OptionalLong.empty();
  }

  private static long permute(long number, long key) {
    int left = (int) (number >>> 32);
    int right = (int) number;
    for (int round = 0; round < ROUNDS; round++) {
      int next = left ^ blur(right, key, round);
      left = right;
      right = next;
    }
    return (long) left << 32 | Integer.toUnsignedLong(right);
  }

  private static long restore(long permuted, long key) {
    int left = (int) (permuted >>> 32);
    int right = (int) permuted;
    for (int round = ROUNDS - 1; round >= 0; round--) {
      int before = right ^ blur(left, key, round);
      right = left;
      left = before;
    }
    return (long) left << 32 | Integer.toUnsignedLong(right);
  }

  private static int blur(int half, long key, int round) {
    return (int) (Draw.mix(key + Integer.toUnsignedLong(half) * 31 + round) >>> 32);
  }

  private static long check(long number, long key) {
    return Draw.mix(number ^ Long.rotateLeft(key, 17)) >>> 30;
  }

  private static void append(StringBuilder text, long number, int width) {
    int end = text.length() + width;
    text.setLength(end);
    long rest = Long.divideUnsigned(number, BASE);
    text.setCharAt(end - 1, DIGITS.charAt((int) (number - rest * BASE)));
    for (int i = end - 2; i >= end - width; i--) {
      text.setCharAt(i, DIGITS.charAt((int) (rest % BASE)));
      rest /= BASE;
    }
  }
}
