package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Arrivals;
import io.tributary.target.bigquery.standin.store.Buckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Cloud Storage has under {@code storage/v1/b}, and its uploads: of whole files, resumable,
 * under names that nothing has yet.
 *
 * <p>Thread-safe.
 */
final class BucketRoutes {
  private static final int BUCKET = 3;
  private static final int NAME = 5;

  private final Buckets buckets;
  private final String address;
  private final Arrivals arrivals;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private record Upload(String bucket, String name, Chunks chunks) {}

  BucketRoutes(Buckets buckets, String address, Arrivals arrivals) {
    this.buckets = buckets;
    this.address = address;
    this.arrivals = arrivals;
  }

  /** Whether a request is for Cloud Storage. */
  static boolean isMeant(Request request) {
    return request.path().contains("storage");
  }

  RestServer.Reply route(Request request) {
    try {
      if (!request.path().get(0).equals("upload")) {
        return ofObject(request);
      }
      return request.asked("upload_id").isEmpty() ? opened(request) : continued(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RestServer.Reply ofObject(Request request) throws IOException {
    Map<String, Path> bucket = buckets.in(request.path().get(BUCKET));
    String name = request.path().get(NAME);
    Path file = bucket.get(name);
    if (file == null) {
      throw ApiError.notFound("No such object: " + name);
    }
    if (request.method().equals("DELETE")) {
      bucket.remove(name);
      return RestServer.Reply.nothing();
    }
    return RestServer.Reply.ok(told(request.path().get(BUCKET), name, file));
  }

  private static ObjectNode told(String bucket, String name, Path file) throws IOException {
    return Json.MAPPER
        .createObjectNode()
        .put("kind", "storage#object")
        .put("bucket", bucket)
        .put("name", name)
        .put("size", Long.toString(Files.size(file)));
  }

  private RestServer.Reply opened(Request request) throws IOException {
    if (!request.asked("uploadType").orElse("").equals("resumable")
        || !request.asked("ifGenerationMatch").orElse("").equals("0")) {
      throw ApiError.invalid("The stand-in takes resumable uploads of new objects only");
    }
    String bucket = request.path().get(BUCKET + 1);
    String name = request.json().path("name").asText();
    refuseIfThere(bucket, name);
    String id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(bucket, name, new Chunks(arrivals)));
    String location =
        "%s/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s"
            .formatted(address, bucket, id);
    return new RestServer.Reply(200, Optional.empty(), "Location", location);
  }

  private void refuseIfThere(String bucket, String name) {
    if (buckets.in(bucket).containsKey(name)) {
      throw new ApiError(
          412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }
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
    synchronized (upload.chunks()) {
      if (!upload.chunks().take(request)) {
        return upload.chunks().incomplete();
      }
      Path file = upload.chunks().file();
      buckets.in(upload.bucket()).put(upload.name(), file);
      return RestServer.Reply.ok(told(upload.bucket(), upload.name(), file));
    }
  }

  void keepHalf(Request request) throws IOException {
    Upload upload = upload(request);
    synchronized (upload.chunks()) {
      upload.chunks().keepHalf(request);
    }
  }
}
