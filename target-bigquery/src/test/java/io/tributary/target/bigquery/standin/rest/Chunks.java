package io.tributary.target.bigquery.standin.rest;

import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Arrivals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that arrives in chunks; what has arrived stays when a connection is cut. */
final class Chunks {
  private static final Pattern RANGE = Pattern.compile("bytes (\\*|(\\d+)-(\\d+))/(\\*|\\d+)");

  /** All chunks but the last are multiples of this. */
  private static final int GRAIN = 256 * 1024;

  private final Path file;
  private long received;

  Chunks(Arrivals arrivals) throws IOException {
    file = arrivals.begin();
  }

  Path file() {
    return file;
  }

  /** Takes a chunk, or a question for how much is there; returns whether that is all of it. */
  boolean take(Request request) throws IOException {
    Matcher range = range(request);
    String total = range.group(4);
    if (!range.group(1).equals("*")) {
      append(range, request.bytes());
    }
    return !total.equals("*") && received == Long.parseLong(total);
  }

  /** What is answered while more is to come. */
  RestServer.Reply incomplete() {
    return received == 0
        ? new RestServer.Reply(308, Optional.empty(), "", "")
        : new RestServer.Reply(308, Optional.empty(), "Range", "bytes=0-" + (received - 1));
  }

  private static Matcher range(Request request) {
    int size = request.bytes().length;
    String given =
        request.headers().getOrDefault("content-range", "bytes 0-" + (size - 1) + "/" + size);
    Matcher range = RANGE.matcher(given);
    if (!range.matches()) {
      throw ApiError.invalid("Failed to parse Content-Range header.");
    }
    return range;
  }

  private void append(Matcher range, byte[] body) throws IOException {
    long first = Long.parseLong(range.group(2));
    long last = Long.parseLong(range.group(3));
    if (last - first + 1 != body.length) {
      throw ApiError.invalid("Content-Range does not fit the length of the body.");
    }
    if (first > received) {
      throw new ApiError(
          503, "backendError", "Invalid request. There were missing bytes in the upload.");
    }
    if (range.group(4).equals("*") && body.length % GRAIN != 0) {
      throw ApiError.invalid(
          "Invalid request. The number of bytes uploaded is required to be a multiple of 262144.");
    }
    int known = (int) Math.min(body.length, received - first);
    keep(Arrays.copyOfRange(body, known, body.length));
  }

  private void keep(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
    received += bytes.length;
  }

  /** Keeps half of what was sent, as when a connection is cut in the middle. */
  void keepHalf(Request request) throws IOException {
    long first = Long.parseLong(range(request).group(2));
    int known = (int) (received - first);
    int half = Math.max(known, request.bytes().length / 2);
    keep(Arrays.copyOfRange(request.bytes(), known, half));
  }
}
