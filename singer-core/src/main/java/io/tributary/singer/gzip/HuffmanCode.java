package io.tributary.singer.gzip;

import java.util.Arrays;

/** Codes for symbols, the shorter the more often a symbol is used, as deflate wants them. */
final class HuffmanCode {
  private static final int SYMBOL_BITS = 9;

  private final int longest;
  private final int[] uses;
  private final byte[] lengths;
  private final int[] codes;

  /** The used symbols behind how often they are used; sorted, the rarest are first. */
  private final int[] order;

  private final int[] weights;
  private final int[] parents;

  /**
   * @param symbols how many there are, 512 at most
   * @param longest how many bits a code may have
   */
  HuffmanCode(int symbols, int longest) {
    this.longest = longest;
    this.uses = new int[symbols];
    this.lengths = new byte[symbols];
    this.codes = new int[symbols];
    this.order = new int[symbols];
    this.weights = new int[2 * symbols];
    this.parents = new int[2 * symbols];
  }

  /** Says that a symbol is used once more. */
  void use(int symbol) {
    uses[symbol]++;
  }

  /** Makes the codes, and forgets what was used; returns how many bits all uses take. */
  long make() {
    int used = 0;
    for (int symbol = 0; symbol < uses.length; symbol++) {
      if (uses[symbol] > 0) {
        order[used++] = (uses[symbol] << SYMBOL_BITS) | symbol;
      }
    }
    Arrays.sort(order, 0, used);
    Arrays.fill(lengths, (byte) 0);
    int[] counts = new int[Math.max(longest, used) + 1];
    if (used < 2) {
      counts[1] = used;
    } else {
      countLengths(used, counts);
      shorten(counts);
    }
    return assign(used, counts);
  }

  /** Joins the two rarest again and again; counts how deep each symbol ends up. */
  private void countLengths(int used, int[] counts) {
    for (int i = 0; i < used; i++) {
      weights[i] = order[i] >>> SYMBOL_BITS;
    }
    int leaf = 0;
    int joined = used;
    int root = 2 * used - 2;
    for (int node = used; node <= root; node++) {
      weights[node] = 0;
      for (int child = 0; child < 2; child++) {
        boolean isLeaf = leaf < used && (joined == node || weights[leaf] <= weights[joined]);
        int least = isLeaf ? leaf++ : joined++;
        weights[node] += weights[least];
        parents[least] = node;
      }
    }
    weights[root] = 0; // from here on how deep a node is
    for (int node = root - 1; node >= 0; node--) {
      weights[node] = weights[parents[node]] + 1;
      if (node < used) {
        counts[weights[node]]++;
      }
    }
  }

  /** Puts what is too deep as deep as it may be, and makes room for it there. */
  private void shorten(int[] counts) {
    long taken = 0;
    for (int length = counts.length - 1; length > 0; length--) {
      if (length > longest) {
        counts[longest] += counts[length];
        counts[length] = 0;
      } else {
        taken += (long) counts[length] << (longest - length);
      }
    }
    for (; taken > 1L << longest; taken--) {
      counts[longest]--;
      int length = longest - 1;
      while (counts[length] == 0) {
        length--;
      }
      counts[length]--;
      counts[length + 1] += 2;
    }
  }

  private long assign(int used, int[] counts) {
    int[] next = new int[longest + 2];
    long bits = 0;
    int rarest = 0;
    for (int length = longest; length > 0; length--) {
      for (int i = 0; i < counts[length]; i++) {
        int symbol = order[rarest++] & ((1 << SYMBOL_BITS) - 1);
        lengths[symbol] = (byte) length;
        bits += (long) uses[symbol] * length;
      }
    }
    assert rarest == used;
    for (int length = 1; length <= longest; length++) {
      next[length + 1] = (next[length] + counts[length]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        int code = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
        codes[symbol] = (code << 4) | length;
      }
      uses[symbol] = 0;
    }
    return bits;
  }

  /** How many bits a symbol has; 0 if it is not used. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** A symbol's code, its first bit the lowest, before four bits that say how many it has. */
  int bits(int symbol) {
    return codes[symbol];
  }
}
