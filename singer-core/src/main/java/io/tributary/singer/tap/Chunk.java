package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.RawJson;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some records of one stream in a row, as text end to end. Filled by one thread, then read. */
final class Chunk {
  private static final int FULL_BYTES = 64 * 1024;
  private static final int FULL_RECORDS = 1024;

  private byte[] bytes = new byte[4096];
  private int used;
  private int[] ends = new int[16];
  private Instant[] extracted = new Instant[16];
  private int count;
  private @Nullable JsonNode bookmark;

  void add(RawJson record, Instant at) {
    int length = record.length();
    if (bytes.length - used < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    System.arraycopy(record.bytes(), record.offset(), bytes, used, length);
    used += length;
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      extracted = Arrays.copyOf(extracted, 2 * count);
    }
    ends[count] = used;
    extracted[count] = at;
    count++;
  }

  boolean isFull() {
    return used >= FULL_BYTES || count >= FULL_RECORDS;
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  int bytes() {
    return used;
  }

  RawJson record(int i) {
    int start = i == 0 ? 0 : ends[i - 1];
    return RawJson.of(bytes, start, ends[i] - start);
  }

  Instant extracted(int i) {
    return extracted[i];
  }

  /** What the bookmark is once these records are written; null if they do not say. */
  @Nullable JsonNode bookmark() {
    return bookmark;
  }

  void bookmark(@Nullable JsonNode reached) {
    bookmark = reached;
  }
}
