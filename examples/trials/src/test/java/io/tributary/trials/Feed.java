package io.tributary.trials;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An endless tap in a nutshell: record after record of two streams, of which each key comes again
 * and again, a new column half way, and a state after every few. It goes on from any of its states.
 */
record Feed(long seed, int records, boolean keyed) {
  private static final int STATE_EVERY = 100;
  private static final int KEYS = 700;

  Feed(long seed, int records) {
    this(seed, records, true);
  }

  /** The same records of streams that have no keys. */
  Feed withoutKeys() {
    return new Feed(seed, records, false);
  }

  /** Writes what follows {@code state}, and closes; a reader that has gone ends it early. */
  Thread writing(OutputStream to, int state) {
    Thread thread =
        new Thread(
            () -> {
              try (OutputStream out = to) {
                out.write(text(state).getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // The reader was killed: that is what this is for.
              }
            },
            "feed");
    thread.start();
    return thread;
  }

  /** Everything that follows {@code state}, which is 0 at the beginning. */
  String text(int state) {
    StringBuilder text = new StringBuilder();
    schemas(text, state >= records / 2);
    for (int i = state; i < records; i++) {
      if (i == records / 2 && i > state) {
        schemas(text, true);
      }
      record(text, i);
      if ((i + 1) % STATE_EVERY == 0 || i + 1 == records) {
        text.append("{\"type\":\"STATE\",\"value\":{\"n\":").append(i + 1).append("}}\n");
      }
    }
    return text.toString();
  }

  /** Where a state that a target printed says to go on. */
  static int position(String state) {
    return state.isBlank() ? 0 : Integer.parseInt(state.strip().replaceAll("[^0-9]", ""));
  }

  private void schemas(StringBuilder text, boolean late) {
    String more = late ? ",\"late\":{\"type\":[\"null\",\"integer\"]}" : "";
    text.append(
        """
        {"type":"SCHEMA","stream":"one","schema":{"type":"object","properties":{"id":{"type":"integer"},"v":{"type":"integer"},"t":{"type":["null","string"]}%s}},"key_properties":[%s]}
        {"type":"SCHEMA","stream":"two","schema":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"v":{"type":"integer"}}},"key_properties":[%s]}
        """
            .formatted(more, keyed ? "\"id\"" : "", keyed ? "\"a\",\"b\"" : ""));
  }

  private void record(StringBuilder text, int i) {
    long mixed = ((seed * 31 + i) * 0x9E3779B97F4A7C15L) >>> 33;
    int key = (int) (mixed % KEYS);
    if (mixed % 3 == 0) {
      text.append("{\"type\":\"RECORD\",\"stream\":\"two\",\"record\":{\"a\":\"k")
          .append(key % 30)
          .append(",\",\"b\":\",")
          .append(key / 30)
          .append("\",\"v\":");
    } else {
      text.append("{\"type\":\"RECORD\",\"stream\":\"one\",\"record\":{\"id\":")
          .append(key)
          .append(i >= records / 2 && key % 2 == 0 ? ",\"late\":" + i : "")
          .append(",\"t\":\"record ")
          .append(i)
          .append("\",\"v\":");
    }
    text.append(i).append("}}\n");
  }
}
