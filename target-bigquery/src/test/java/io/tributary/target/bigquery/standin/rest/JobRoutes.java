package io.tributary.target.bigquery.standin.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.job.Job;
import io.tributary.target.bigquery.standin.job.Jobs;
import io.tributary.target.bigquery.standin.store.ApiError;
import java.nio.file.Path;
import java.util.Optional;

/** What is under {@code jobs} and {@code queries}. */
final class JobRoutes {
  private static final long LONGEST_WAIT = 10_000;

  private final Jobs jobs;

  JobRoutes(Jobs jobs) {
    this.jobs = jobs;
  }

  RestServer.Reply route(Request request) {
    boolean isPost = request.method().equals("POST");
    int parts = request.path().size();
    if (request.path().get(0).equals("queries")) {
      return RestServer.Reply.ok(isPost ? query(request) : results(request));
    }
    if (parts == 1) {
      return RestServer.Reply.ok(
          isPost ? begin(request.project(), request.json(), Optional.empty()) : listed());
    }
    Job job = job(request);
    if (isPost && parts == 3 && request.path().get(2).equals("cancel")) {
      return RestServer.Reply.ok(Jobs.cancel(job));
    }
    return RestServer.Reply.ok(job.json());
  }

  private Job job(Request request) {
    return jobs.get(request.project(), request.path().get(1), request.asked("location"));
  }

  /** Refuses a job that would not be begun. */
  void check(String project, ObjectNode resource) {
    jobs.checkPlace(jobs.named(project, resource));
  }

  ObjectNode begin(String project, ObjectNode resource, Optional<Path> data) {
    return jobs.begin(jobs.named(project, resource), data).json();
  }

  private ObjectNode listed() {
    ObjectNode list = Json.MAPPER.createObjectNode().put("kind", "bigquery#jobList");
    ArrayNode all = list.putArray("jobs");
    jobs.all().forEach(job -> all.add(job.json()));
    return list;
  }

  private ObjectNode query(Request request) {
    ObjectNode asked = request.json();
    Job job =
        jobs.begin(
            jobs.named(request.project(), QueryCalls.configuration(asked)), Optional.empty());
    job.await(Math.min(LONGEST_WAIT, asked.path("timeoutMs").asLong(LONGEST_WAIT)));
    boolean exactMoments = asked.path("formatOptions").path("useInt64Timestamp").asBoolean();
    return QueryCalls.response(
            job, 0, asked.path("maxResults").asInt(Integer.MAX_VALUE), exactMoments)
        .put("kind", "bigquery#queryResponse");
  }

  private ObjectNode results(Request request) {
    Job job = job(request);
    if (!job.kind().equals("query")) {
      throw ApiError.invalid("The job is not a query");
    }
    job.await(Math.min(LONGEST_WAIT, Long.parseLong(request.asked("timeoutMs").orElse("10000"))));
    int start =
        Integer.parseInt(
            request.asked("pageToken").or(() -> request.asked("startIndex")).orElse("0"));
    int most = Integer.parseInt(request.asked("maxResults").orElse("10000"));
    boolean exactMoments =
        request.asked("formatOptions.useInt64Timestamp").orElse("").equals("true");
    return QueryCalls.response(job, start, most, exactMoments)
        .put("kind", "bigquery#getQueryResultsResponse");
  }
}
