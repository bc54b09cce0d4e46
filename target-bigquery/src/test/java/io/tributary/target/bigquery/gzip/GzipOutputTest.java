package io.tributary.target.bigquery.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java's own gzip reads what was written. */
final class GzipOutputTest {
  private static final int ROUNDS = 40;
  private static final int MOST = 700_000;

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
  void packsRowsToAFraction() throws IOException {
    byte[] rows = Content.ROWS.bytes(new Random(1), MOST);

    assertThat(packed(rows, new Random(1)).length).isLessThan(rows.length / 3);
  }

  @Test
  void leavesWhatFailedOpenAndUnfinished() throws IOException {
    Unwritable out = new Unwritable();
    byte[] noise = Content.NOISE.bytes(new Random(1), MOST);

    try (GzipOutput gzip = new GzipOutput(out)) {
      out.isFull = true;
      gzip.write(noise);
      assertThatThrownBy(gzip::finish).isInstanceOf(IOException.class).hasMessage("no more");
    }

    assertThat(out.isClosed).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads that still compress")
        .noneMatch(thread -> thread.getName().equals("deflate") && isBusy(thread));
  }

  private static boolean isBusy(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return thread.isAlive();
  }

  private static byte[] packed(byte[] bytes, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipOutput gzip = new GzipOutput(out)) {
      int done = 0;
      while (done < bytes.length) {
        int part = Math.min(bytes.length - done, 1 + random.nextInt(200_000));
        gzip.write(bytes, done, part);
        done += part;
      }
      gzip.finish();
    }
    return out.toByteArray();
  }

  /** A connection that breaks. */
  private static final class Unwritable extends OutputStream {
    private boolean isFull;
    private boolean isClosed;

    @Override
    public void write(int next) throws IOException {
      write(new byte[1], 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
      if (isFull) {
        throw new IOException("no more");
      }
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
