package io.tributary.singer.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java's own gzip reads what was written. */
final class GzipMemberTest {
  private static final int ROUNDS = 40;
  private static final int MOST = 700_000;
  private static final int LONGEST_BLOCK = 262_144;
  private static final BlockDeflater DEFLATER = new BlockDeflater();

  /** What there is to compress. */
  enum Content {
    /** Nothing of it repeats. */
    NOISE,
    /** One byte, again and again. */
    SAME,
    /** A few different bytes. */
    FEW,
    /** Pieces of what came before, near and far. */
    PIECES,
    /** The same again just as far away as deflate can look, or a byte farther. */
    FAR,
    /** Some bytes are so much rarer than others that codes would be too long. */
    UNEVEN,
    /** Rows. */
    ROWS;

    private byte[] bytes(Random random, int size) {
      byte[] bytes = new byte[size];
      int kinds = 1 + random.nextInt(8);
      switch (this) {
        case NOISE -> random.nextBytes(bytes);
        case SAME -> {}
        case FAR -> {
          int period = (1 << 15) - 1 + random.nextInt(3);
          for (int at = 0; at < size; at++) {
            bytes[at] = at < period ? (byte) random.nextInt() : bytes[at - period];
          }
        }
        case FEW, PIECES, UNEVEN -> {
          for (int at = 0; at < size; at += fill(bytes, at, kinds, random)) {}
        }
        case ROWS -> {
          StringBuilder rows = new StringBuilder();
          while (rows.length() < size) {
            rows.append(
                "{\"id\":%d,\"name\":\"ä %x\"}\n".formatted(rows.length(), random.nextInt()));
          }
          System.arraycopy(rows.toString().getBytes(StandardCharsets.UTF_8), 0, bytes, 0, size);
        }
      }
      return bytes;
    }

    private int fill(byte[] bytes, int at, int kinds, Random random) {
      if (this == UNEVEN) {
        double rarity = -Math.log(random.nextDouble());
        bytes[at] = (byte) Math.min(255, rarity * rarity * 8);
      } else if (this == FEW || at == 0 || random.nextInt(3) == 0) {
        bytes[at] = (byte) (this == FEW ? random.nextInt(kinds) : random.nextInt());
      } else {
        int distance = 1 + random.nextInt(Math.min(at, 40_000));
        int length = Math.min(1 + random.nextInt(400), bytes.length - at);
        for (int i = at; i < at + length; i++) {
          bytes[i] = bytes[i - distance];
        }
        return length;
      }
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatJavaReads(Content content) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = content.bytes(random, round < ROUNDS / 2 ? round : random.nextInt(MOST));

      byte[] packed = packed(bytes, random);

      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        assertThat(in.readAllBytes()).as("seed %d, round %d", seed, round).isEqualTo(bytes);
      }
      assertThat(packed.length)
          .as("seed %d, round %d: it grows by no more than its frame", seed, round)
          .isLessThan(bytes.length + bytes.length / 1_000 + 100);
    }
  }

  @Test
  void packsRowsToAFraction() {
    byte[] rows = Content.ROWS.bytes(new Random(1), MOST);

    assertThat(packed(rows, new Random(1)).length).isLessThan(rows.length / 3);
  }

  private static byte[] packed(byte[] bytes, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GzipMember member = new GzipMember(DEFLATER);
    byte[] to = new byte[GzipMember.bound(LONGEST_BLOCK)];
    int done = 0;
    while (done < bytes.length) {
      int part = Math.min(bytes.length - done, 1 + random.nextInt(LONGEST_BLOCK));
      byte[] block = Arrays.copyOfRange(bytes, done, done + part);
      out.write(to, 0, member.pack(block, part, to));
      done += part;
    }
    out.write(to, 0, member.end(to));
    return out.toByteArray();
  }
}
