package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files on their way to load jobs, in chunks; what has arrived stays when a connection is cut.
 *
 * <p>Thread-safe.
 */
final class Uploads {
  private static final Pattern RANGE = Pattern.compile("bytes (\\*|(\\d+)-(\\d+))/(\\*|\\d+)");

  /** All chunks but the last are multiples of this. */
  private static final int GRAIN = 256 * 1024;

  private final JobRoutes jobs;
  private final String address;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private static final class Upload {
    private final String project;
    private final ObjectNode job;
    private final Path file;
    private long received;
    private Optional<ObjectNode> begun = Optional.empty();

    private Upload(String project, ObjectNode job) throws IOException {
      this.project = project;
      this.job = job;
      this.file = Files.createTempFile("standin", ".upload");
    }
  }

  Uploads(JobRoutes jobs, String address) {
    this.jobs = jobs;
    this.address = address;
  }

  RestServer.Reply route(Request request) {
    try {
      if (!request.asked("uploadType").orElse("").equals("resumable")) {
        throw ApiError.invalid("The stand-in takes resumable uploads only");
      }
      return request.method().equals("POST") && request.asked("upload_id").isEmpty()
          ? opened(request)
          : continued(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RestServer.Reply opened(Request request) throws IOException {
    ObjectNode job = request.json();
    jobs.check(request.project(), job);
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(request.project(), job));
    String location =
        "%s/upload/bigquery/v2/projects/%s/jobs?uploadType=resumable&upload_id=%s"
            .formatted(address, request.project(), id);
    return new RestServer.Reply(200, Optional.empty(), "Location", location);
  }

  private Upload upload(Request request) {
    Upload upload = uploads.get(request.asked("upload_id").orElse(""));
    if (upload == null) {
      throw ApiError.notFound("Upload session");
    }
    return upload;
  }

  private RestServer.Reply continued(Request request) throws IOException {
    Upload upload = upload(request);
    synchronized (upload) {
      if (upload.begun.isPresent()) {
        return RestServer.Reply.ok(upload.begun.get()); // the answer was lost
      }
      Matcher range = range(request);
      String total = range.group(4);
      if (!range.group(1).equals("*")) {
        append(upload, range, request.bytes());
      }
      boolean isWhole = !total.equals("*") && upload.received == Long.parseLong(total);
      if (!isWhole) {
        return incomplete(upload);
      }
      ObjectNode begun = jobs.begin(upload.project, upload.job, Optional.of(upload.file));
      upload.begun = Optional.of(begun);
      return RestServer.Reply.ok(begun);
    }
  }

  private static RestServer.Reply incomplete(Upload upload) {
    return upload.received == 0
        ? new RestServer.Reply(308, Optional.empty(), "", "")
        : new RestServer.Reply(308, Optional.empty(), "Range", "bytes=0-" + (upload.received - 1));
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

  private static void append(Upload upload, Matcher range, byte[] body) throws IOException {
    long first = Long.parseLong(range.group(2));
    long last = Long.parseLong(range.group(3));
    if (last - first + 1 != body.length) {
      throw ApiError.invalid("Content-Range does not fit the length of the body.");
    }
    if (first > upload.received) {
      throw new ApiError(
          503, "backendError", "Invalid request. There were missing bytes in the upload.");
    }
    if (range.group(4).equals("*") && body.length % GRAIN != 0) {
      throw ApiError.invalid(
          "Invalid request. The number of bytes uploaded is required to be a multiple of 262144.");
    }
    int known = (int) Math.min(body.length, upload.received - first);
    keep(upload, Arrays.copyOfRange(body, known, body.length));
  }

  private static void keep(Upload upload, byte[] bytes) throws IOException {
    Files.write(upload.file, bytes, StandardOpenOption.APPEND);
    upload.received += bytes.length;
  }

  /** Keeps half of what was sent, as when a connection is cut in the middle. */
  void keepHalf(Request request) throws IOException {
    Upload upload = upload(request);
    synchronized (upload) {
      long first = Long.parseLong(range(request).group(2));
      int known = (int) (upload.received - first);
      int half = Math.max(known, request.bytes().length / 2);
      keep(upload, Arrays.copyOfRange(request.bytes(), known, half));
    }
  }
}
