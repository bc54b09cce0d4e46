package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.sql.Answer;
import io.tributary.target.bigquery.standin.store.ApiError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A job, from when it was begun.
 *
 * <p>Thread-safe.
 */
public final class Job {
  private final String project;
  private final String location;
  private final String id;
  private final ObjectNode configuration;
  private final CountDownLatch done = new CountDownLatch(1);
  private final long created = System.currentTimeMillis();
  private final ObjectNode statistics = Json.MAPPER.createObjectNode();
  private Optional<Failure> failure = Optional.empty();
  private Optional<Answer> answer = Optional.empty();

  /** A job's end, if it is not the one that was wished for. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ApiError error;
    private final transient List<ApiError> details;

    Failure(ApiError error, List<ApiError> details) {
      super(error.getMessage());
      this.error = error;
      this.details = details;
    }

    ApiError error() {
      return error;
    }
  }

  Job(String project, String location, String id, ObjectNode configuration) {
    this.project = project;
    this.location = location;
    this.id = id;
    this.configuration = configuration;
    statistics.put("creationTime", Long.toString(created));
    statistics.put("startTime", Long.toString(created));
  }

  public String project() {
    return project;
  }

  public String location() {
    return location;
  }

  public String id() {
    return id;
  }

  public ObjectNode configuration() {
    return configuration;
  }

  public String kind() {
    return List.of("load", "copy", "query").stream()
        .filter(configuration::has)
        .findFirst()
        .orElseThrow(() -> ApiError.invalid("Required parameter is missing: configuration"));
  }

  synchronized void ended(Optional<Answer> result, String kind, ObjectNode told) {
    if (!isDone()) {
      answer = result;
      statistics.set(kind, told);
      end();
    }
  }

  synchronized void failed(Failure because) {
    if (!isDone()) {
      failure = Optional.of(because);
      end();
    }
  }

  private void end() {
    statistics.put("endTime", Long.toString(System.currentTimeMillis()));
    done.countDown();
  }

  public boolean isDone() {
    return done.getCount() == 0;
  }

  public synchronized Optional<Answer> answer() {
    return answer;
  }

  /** Refuses to go on with a job that has failed. */
  public synchronized void check() {
    if (failure.isPresent()) {
      throw failure.get().error();
    }
  }

  /** Waits until the job is done, or for so long; returns whether it is done. */
  public boolean await(long millis) {
    try {
      return done.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public ObjectNode reference() {
    ObjectNode reference = Json.MAPPER.createObjectNode().put("projectId", project);
    return reference.put("jobId", id).put("location", location);
  }

  public synchronized ObjectNode json() {
    ObjectNode job = Json.MAPPER.createObjectNode().put("kind", "bigquery#job");
    job.put("etag", isDone() ? "done" : "running").put("id", project + ":" + location + "." + id);
    job.put("user_email", "standin@example.com");
    job.set("jobReference", reference());
    job.set("configuration", configuration);
    job.set("statistics", statistics.deepCopy());
    ObjectNode status = job.putObject("status").put("state", isDone() ? "DONE" : "RUNNING");
    failure.ifPresent(
        because -> {
          status.set("errorResult", because.error.proto());
          ArrayNode errors = status.putArray("errors");
          errors.add(because.error.proto());
          because.details.forEach(error -> errors.add(error.proto()));
        });
    return job;
  }
}
