package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Arrivals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Files on their way to load jobs. Thread-safe. */
final class Uploads {
  private final JobRoutes jobs;
  private final String address;
  private final Arrivals arrivals;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private static final class Upload {
    private final String project;
    private final ObjectNode job;
    private final Chunks chunks;
    private Optional<ObjectNode> begun = Optional.empty();

    private Upload(String project, ObjectNode job, Chunks chunks) {
      this.project = project;
      this.job = job;
      this.chunks = chunks;
    }
  }

  Uploads(JobRoutes jobs, String address, Arrivals arrivals) {
    this.jobs = jobs;
    this.address = address;
    this.arrivals = arrivals;
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
    uploads.put(id, new Upload(request.project(), job, new Chunks(arrivals)));
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
      if (!upload.chunks.take(request)) {
        return upload.chunks.incomplete();
      }
      ObjectNode begun = jobs.begin(upload.project, upload.job, Optional.of(upload.chunks.file()));
      upload.begun = Optional.of(begun);
      return RestServer.Reply.ok(begun);
    }
  }

  /** Keeps half of what was sent, as when a connection is cut in the middle. */
  void keepHalf(Request request) throws IOException {
    Upload upload = upload(request);
    synchronized (upload) {
      upload.chunks.keepHalf(request);
    }
  }
}
