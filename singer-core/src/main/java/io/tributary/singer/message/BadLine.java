package io.tributary.singer.message;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A line that is no message.
 *
 * @param number the first line is 1
 * @param type the message that it seems to be; empty if that cannot be told
 * @param stream the stream that it seems to belong to; empty if that cannot be told
 * @param reason what is wrong, beginning with the record's field if it lies in one
 * @param text the line, or the start of a long one
 */
public record BadLine(long number, String type, String stream, String reason, String text) {
  private static final int MOST_TEXT = 64 * 1024;
  private static final int MOST_NAME = 200;

  /** What ends the run, if bad lines do. */
  public SingerException.Protocol failure() {
    String where = type.isEmpty() || stream.isEmpty() ? "" : type + " of " + stream + ": ";
    return new SingerException.Protocol(number, where + reason);
  }

  /**
   * Finds out what can be told of a line that is broken, cut or too deep, up to where that is so.
   */
  static BadLine of(long number, byte[] bytes, int start, int stop, String reason) {
    Scan scan = new Scan(bytes, start, stop);
    scan.run();
    String text =
        new String(bytes, start, Math.min(stop - start, MOST_TEXT), StandardCharsets.UTF_8);
    boolean isPlaced = reason.startsWith(scan.type + " ") || scan.type.isEmpty();
    String placed = isPlaced || scan.field.isEmpty() ? reason : scan.field + ": " + reason;
    return new BadLine(number, isPlaced ? "" : scan.type, scan.stream, placed, text);
  }

  /** Reads names and strings of the outermost object and of its record; asks for no more order. */
  private static final class Scan {
    private final byte[] bytes;
    private final int stop;
    private int at;
    private int depth;
    private String member = "";
    private String type = "";
    private String stream = "";
    private String field = "";

    Scan(byte[] bytes, int start, int stop) {
      this.bytes = bytes;
      this.stop = stop;
      this.at = start;
    }

    void run() {
      boolean more = true;
      while (more && at < stop && depth <= Json.MAX_DEPTH) {
        switch (bytes[at]) {
          case '{', '[' -> depth++;
          case '}', ']' -> close();
          case '"' -> more = string();
          default -> {}
        }
        at++;
      }
    }

    private void close() {
      depth--;
      if (depth == 1) {
        field = "";
      }
    }

    /** Goes to a string's end. Returns false if it has none. */
    private boolean string() {
      int from = at + 1;
      for (at = from; at < stop && bytes[at] != '"'; at++) {
        if (bytes[at] == '\\') {
          at++;
        }
      }
      if (at < stop) {
        found(new String(bytes, from, Math.min(at - from, MOST_NAME), StandardCharsets.UTF_8));
      }
      return at < stop;
    }

    private void found(String text) {
      if (isName()) {
        if (depth == 1) {
          member = text;
        } else if (depth == 2 && member.equals("record")) {
          field = text;
        }
      } else if (depth == 1 && member.equals("type")) {
        type = text.toUpperCase(Locale.ROOT);
      } else if (depth == 1 && member.equals("stream")) {
        stream = text;
      }
    }

    private boolean isName() {
      int next = at + 1;
      while (next < stop && bytes[next] == ' ') {
        next++;
      }
      return next < stop && bytes[next] == ':';
    }
  }
}
