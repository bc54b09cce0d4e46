package io.tributary.singer.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses a block by itself, in the format of deflate (RFC 1951).
 *
 * <p>It is made for rows, which repeat much of each other: it takes the first repetition of eight
 * bytes or more that it finds, and looks for one only in the place where such bytes were last. That
 * is faster than what Java has at its fastest, and packs rows better. Used by one thread.
 */
public final class BlockDeflater {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST = 258;
  private static final int FARTHEST = 1 << 15;
  private static final int HASH_BITS = 15;
  private static final int TOKENS = 1 << 15;
  private static final int MOST_STORED = 0xffff;
  private static final int END = 256;

  /** After so many bytes without a repetition it looks at fewer of them. */
  private static final int PATIENCE_BITS = 4;

  private static final int[] LENGTH_STARTS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };

  /** In which order deflate tells how long the codes of lengths are. */
  private static final int[] TOLD = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final byte[] LENGTH_SYMBOLS = new byte[LONGEST + 1];

  static {
    for (int symbol = 0; symbol < LENGTH_STARTS.length; symbol++) {
      Arrays.fill(LENGTH_SYMBOLS, LENGTH_STARTS[symbol], LONGEST + 1, (byte) symbol);
    }
  }

  /** Where the bytes of a hash were last. */
  private final int[] places = new int[1 << HASH_BITS];

  /** Bytes as they are, and repetitions as their length behind 16 bits of their distance. */
  private final int[] tokens = new int[TOKENS];

  private final HuffmanCode symbols = new HuffmanCode(286, 15);
  private final HuffmanCode distances = new HuffmanCode(30, 15);
  private final HuffmanCode lengths = new HuffmanCode(19, 7);

  /** The bits of repetitions that follow their symbols. */
  private long further;

  private byte[] out = new byte[0];
  private int size;
  private long bits;
  private int bitCount;

  /** More bytes than so many ever become. */
  static int bound(int length) {
    return length + length / 8 + 1024;
  }

  /** What the last block became, as far as {@link #size}. */
  byte[] bytes() {
    return out;
  }

  int size() {
    return size;
  }

  /** Compresses so many bytes, so that another block may follow. */
  void deflate(byte[] plain, int count) {
    if (out.length < bound(count)) {
      out = new byte[bound(count)];
    }
    size = 0;
    Arrays.fill(places, -FARTHEST - 1);
    int at = 0;
    while (at < count) {
      at = part(plain, at, count);
    }
    align();
  }

  /** Compresses as much as there are tokens for, and returns where that ends. */
  private int part(byte[] plain, int start, int count) {
    int used = 0;
    int at = start;
    int misses = 0;
    int last = count - Long.BYTES;
    while (used < TOKENS && at < count) {
      int length = 0;
      int distance = 0;
      if (at <= last) {
        long here = (long) LONG.get(plain, at);
        int hash = hash(here);
        distance = at - places[hash];
        places[hash] = at;
        if (distance <= FARTHEST && here == (long) LONG.get(plain, at - distance)) {
          length = same(plain, at, distance, Math.min(count - at, LONGEST));
        }
      }
      if (length > 0) {
        tokens[used++] = (length << 16) | distance;
        symbols.use(END + 1 + LENGTH_SYMBOLS[length]);
        int far = distanceSymbol(distance);
        distances.use(far);
        further += LENGTH_BITS[LENGTH_SYMBOLS[length]] + (far < 4 ? 0 : (far >> 1) - 1);
        at += length;
        misses = 0;
      } else {
        int stop = Math.min(at + 1 + (misses++ >> PATIENCE_BITS), count);
        while (at < stop && used < TOKENS) {
          int literal = plain[at++] & 0xff;
          tokens[used++] = literal;
          symbols.use(literal);
        }
      }
    }
    write(plain, start, at - start, used);
    return at;
  }

  private static int hash(long bytes) {
    return (int) ((bytes * 0x9e3779b185ebca87L) >>> (Long.SIZE - HASH_BITS));
  }

  private static int same(byte[] plain, int at, int distance, int most) {
    int length = Long.BYTES;
    while (length + Long.BYTES <= most) {
      long other = (long) LONG.get(plain, at + length - distance);
      long different = (long) LONG.get(plain, at + length) ^ other;
      if (different != 0) {
        return length + (Long.numberOfTrailingZeros(different) >> 3);
      }
      length += Long.BYTES;
    }
    while (length < most && plain[at + length] == plain[at + length - distance]) {
      length++;
    }
    return length;
  }

  /** The symbol of a distance, whose further bits are those below its two highest ones. */
  private static int distanceSymbol(int distance) {
    int from0 = distance - 1;
    if (from0 < 4) {
      return from0;
    }
    int further = 30 - Integer.numberOfLeadingZeros(from0);
    return 2 * further + (from0 >>> further);
  }

  private void write(byte[] plain, int start, int count, int used) {
    symbols.use(END);
    long estimate = symbols.make() + distances.make() + further;
    further = 0;
    if (estimate / 8 >= count) {
      store(plain, start, count);
      return;
    }
    head();
    for (int i = 0; i < used; i++) {
      int token = tokens[i];
      flush();
      if (token < END) {
        put(symbols.bits(token));
      } else {
        repetition(token >>> 16, token & 0xffff);
      }
    }
    flush();
    put(symbols.bits(END));
  }

  private void repetition(int length, int distance) {
    int symbol = LENGTH_SYMBOLS[length];
    put(symbols.bits(END + 1 + symbol));
    put(length - LENGTH_STARTS[symbol], LENGTH_BITS[symbol]);
    int far = distanceSymbol(distance);
    put(distances.bits(far));
    if (far >= 4) {
      int further = (far >> 1) - 1;
      put((distance - 1) & ((1 << further) - 1), further);
    }
  }

  /** Begins a block that is not the last one, and tells how long all codes are. */
  private void head() {
    for (int symbol = 0; symbol < 286; symbol++) {
      lengths.use(symbols.length(symbol));
    }
    for (int symbol = 0; symbol < 30; symbol++) {
      lengths.use(distances.length(symbol));
    }
    var unused = lengths.make();
    flush();
    put(0b100, 3);
    put(286 - 257, 5);
    put(30 - 1, 5);
    put(TOLD.length - 4, 4);
    for (int symbol : TOLD) {
      flush();
      put(lengths.length(symbol), 3);
    }
    for (int symbol = 0; symbol < 286; symbol++) {
      flush();
      put(lengths.bits(symbols.length(symbol)));
    }
    for (int symbol = 0; symbol < 30; symbol++) {
      flush();
      put(lengths.bits(distances.length(symbol)));
    }
  }

  /** Writes bytes as they are. */
  private void store(byte[] plain, int start, int count) {
    int done = 0;
    do {
      int part = Math.min(count - done, MOST_STORED);
      put(0, 3);
      put(0, -bitCount & 7);
      flush();
      SHORT.set(out, size, (short) part);
      SHORT.set(out, size + 2, (short) ~part);
      size += 4;
      System.arraycopy(plain, start + done, out, size, part);
      size += part;
      done += part;
    } while (done < count);
  }

  /** Ends at a whole byte: by nothing that is written as it is. */
  private void align() {
    store(out, 0, 0);
  }

  /** Puts a symbol, as {@link HuffmanCode#bits} has it. */
  private void put(int symbol) {
    put(symbol >>> 4, symbol & 0xf);
  }

  private void put(int value, int count) {
    bits |= (long) value << bitCount;
    bitCount += count;
  }

  /** Writes the whole bytes that were put; what is left is 7 bits at most. */
  private void flush() {
    LONG.set(out, size, bits);
    int whole = bitCount >> 3;
    size += whole;
    bits = whole == Long.BYTES ? 0 : bits >>> (8 * whole);
    bitCount &= 7;
  }
}
