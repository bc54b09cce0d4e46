package io.tributary.singer.message;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts bytes into lines and holds one of them. A byte order mark at the start and a carriage return
 * at a line's end are no part of it. Of a line that is too long, the rest is skipped.
 */
public final class LineReader {
  private static final int FIRST_SIZE = 256 * 1024;
  private static final int MOST_KEPT = 8 * 1024 * 1024;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long FEEDS = '\n' * ONES;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[FIRST_SIZE];
  private int start;
  private int stop;

  /** The first byte after the current line, and the first after what has been read. */
  private int next;

  private int limit;
  private long number;
  private boolean tooLong;

  /**
   * @param longest the most bytes that a line may have
   */
  public LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** What is done before waiting for input that is not there yet. */
  @FunctionalInterface
  public interface Pause {
    void begins() throws InterruptedException;
  }

  /** Goes to the next line. Returns false if there is none. */
  public boolean next() throws IOException, InterruptedException {
    return next(() -> {});
  }

  /** Goes to the next line. Returns false if there is none. */
  public boolean next(Pause pause) throws IOException, InterruptedException {
    start = next;
    tooLong = false;
    int scanned = start;
    while (true) {
      int feed = feed(scanned);
      if (feed >= 0) {
        end(feed, feed + 1);
        return true;
      }
      scanned = limit;
      if (limit - start > longest) {
        return skipRest();
      }
      int moved = start;
      if (in.available() == 0) {
        pause.begins();
      }
      if (!fill()) {
        if (start == limit) {
          return false;
        }
        end(limit, limit);
        return true;
      }
      scanned -= moved - start;
    }
  }

  private int feed(int from) {
    byte[] bytes = buffer;
    int i = from;
    for (int last = limit - Long.BYTES; i <= last; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i) ^ FEEDS;
      long found = (word - ONES) & ~word & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void end(int last, int following) {
    number++;
    stop = last > start && buffer[last - 1] == '\r' ? last - 1 : last;
    next = following;
    tooLong = stop - start > longest;
    if (number == 1 && hasMark()) {
      start += 3;
    }
  }

  private boolean hasMark() {
    return stop - start >= 3
        && (buffer[start] & 0xFF) == 0xEF
        && (buffer[start + 1] & 0xFF) == 0xBB
        && (buffer[start + 2] & 0xFF) == 0xBF;
  }

  /** Reads on to the end of a line of which the start stays in the buffer. */
  private boolean skipRest() throws IOException {
    int kept = limit;
    while (true) {
      int room = kept < buffer.length ? buffer.length - kept : 0;
      if (room == 0) {
        kept = start + longest;
        room = buffer.length - kept;
      }
      int read = in.read(buffer, kept, room);
      limit = kept + Math.max(read, 0);
      int feed = feed(kept);
      if (feed >= 0 || read < 0) {
        number++;
        stop = start + longest;
        next = feed >= 0 ? feed + 1 : limit;
        tooLong = true;
        return true;
      }
    }
  }

  /** Reads more after what is there, which may move. Returns false at the end. */
  private boolean fill() throws IOException {
    if (start > 0) {
      int rest = limit - start;
      boolean isNeedless = buffer.length > MOST_KEPT && rest < FIRST_SIZE / 2;
      byte[] to = isNeedless ? new byte[FIRST_SIZE] : buffer;
      System.arraycopy(buffer, start, to, 0, rest);
      buffer = to;
      limit = rest;
      start = 0;
    }
    if (limit == buffer.length) {
      long wanted = Math.min(2L * buffer.length, longest + (long) FIRST_SIZE);
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      return false;
    }
    limit += read;
    return true;
  }

  /** The bytes of which the line is a part; they change with the next line. */
  public byte[] bytes() {
    return buffer;
  }

  /** The index of the line's first byte. */
  public int start() {
    return start;
  }

  /** The index of the byte after the line's last. */
  public int stop() {
    return stop;
  }

  /** The line's number, the first being 1. */
  public long number() {
    return number;
  }

  /** Whether the line has more bytes than it may; only the first of them are there. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether there is nothing on the line but white space. */
  public boolean isBlank() {
    for (int i = start; i < stop; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
