package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.standin.fault.Traffic;
import io.tributary.target.bigquery.standin.sql.Answer;
import io.tributary.target.bigquery.standin.sql.Script;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Buckets;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.TableId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All jobs: each has a name of its own in its project and location, and runs once.
 *
 * <p>Thread-safe.
 */
public final class Jobs implements AutoCloseable {
  /** Where the results of queries are, for as long as the stand-in lives. */
  private static final String RESULTS = "_results";

  private static final long PATIENCE = 300;

  private final Catalog catalog;
  private final Traffic traffic;
  private final Buckets buckets;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  public Jobs(Catalog catalog, Traffic traffic, Buckets buckets) {
    this.catalog = catalog;
    this.traffic = traffic;
    this.buckets = buckets;
  }

  public List<Job> all() {
    return List.copyOf(jobs.values());
  }

  /** What a job of this resource would be called; it does not run. */
  public Job named(String project, ObjectNode resource) {
    ObjectNode configuration = (ObjectNode) resource.path("configuration").deepCopy();
    JsonNode reference = resource.path("jobReference");
    String id = reference.path("jobId").asText(UUID.randomUUID().toString());
    if (!id.matches("[A-Za-z0-9_-]{1,1024}")) {
      throw ApiError.invalid("Invalid job ID \"" + id + "\".");
    }
    Job unplaced = new Job(project, "", id, configuration);
    String location = reference.path("location").asText(location(unplaced));
    Job job = new Job(project, location, id, configuration);
    if (jobs.containsKey(key(job))) {
      throw ApiError.duplicate("Job " + project + ":" + location + "." + id);
    }
    return job;
  }

  private static String key(Job job) {
    return key(job.project(), job.location(), job.id());
  }

  private static String key(String project, String location, String id) {
    return project + ":" + location.toLowerCase(java.util.Locale.ROOT) + "." + id;
  }

  private String location(Job job) {
    JsonNode query = job.configuration().path("query");
    TableId destination = TableId.of(job.configuration().path(job.kind()).path("destinationTable"));
    synchronized (catalog.duck()) {
      if (!destination.dataset().isEmpty()) {
        return catalog.datasets().location(destination);
      }
      String inDefault = query.path("defaultDataset").path("datasetId").asText();
      TableId dataset = new TableId(job.project(), inDefault, "");
      return catalog.datasets().contains(dataset)
          ? catalog.datasets().location(dataset)
          : Script.location(catalog, job.project(), query.path("query").asText()).orElse("US");
    }
  }

  /**
   * Begins a job.
   *
   * @param data the file that it loads, if it loads one
   */
  public Job begin(Job job, Optional<Path> data) {
    checkPlace(job);
    if (jobs.putIfAbsent(key(job), job) != null) {
      throw ApiError.duplicate("Job " + job.project() + ":" + job.location() + "." + job.id());
    }
    String call = "RUN " + job.kind() + " " + job.id();
    traffic.arrived(call);
    if (job.kind().equals("query")) {
      TableId result = new TableId(job.project(), RESULTS, "anon" + job.id());
      ObjectNode query = (ObjectNode) job.configuration().path("query");
      if (!query.has("destinationTable")) {
        query.set("destinationTable", result.json());
      }
    }
    threads.execute(() -> run(job, call, data));
    job.await(PATIENCE);
    return job;
  }

  /** Refuses a job whose destination is not where it runs. */
  public void checkPlace(Job job) {
    TableId destination = TableId.of(job.configuration().path(job.kind()).path("destinationTable"));
    if (destination.dataset().isEmpty()) {
      return;
    }
    synchronized (catalog.duck()) {
      if (!catalog.datasets().location(destination).equalsIgnoreCase(job.location())) {
        throw ApiError.notFound(
            "Dataset %s:%s was not found in location %s"
                .formatted(destination.project(), destination.dataset(), job.location()));
      }
    }
  }

  private void run(Job job, String call, Optional<Path> data) {
    try {
      Optional<Fault> fault =
          traffic.strike(call, EnumSet.of(Fault.Kind.SLOW, Fault.Kind.JOB_FAILS));
      if (fault.isPresent()) {
        Thread.sleep(fault.get().delay().toMillis());
        if (fault.get().kind() == Fault.Kind.JOB_FAILS) {
          throw fault.get().error();
        }
      }
      if (!job.isDone()) {
        execute(job, data);
      }
    } catch (Job.Failure e) {
      job.failed(e);
    } catch (ApiError e) {
      job.failed(new Job.Failure(e, List.of()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      ApiError error = new ApiError(500, "internalError", "stand-in: " + e);
      job.failed(new Job.Failure(error, List.of()));
    }
  }

  private void execute(Job job, Optional<Path> data) {
    ObjectNode what = (ObjectNode) job.configuration().path(job.kind());
    switch (job.kind()) {
      case "load" ->
          job.ended(
              Optional.empty(),
              "load",
              new LoadJob(catalog, what).run(data.orElseGet(() -> file(what))));
      case "copy" -> job.ended(Optional.empty(), "copy", new CopyJob(catalog, what).run());
      default -> {
        boolean isDry = job.configuration().path("dryRun").asBoolean();
        Answer answer =
            new QueryJob(catalog, what, RESULTS).run(job.project(), job.location(), isDry);
        job.ended(Optional.of(answer), "query", answer.statistics());
      }
    }
  }

  /** The file in a bucket that a load names. */
  private Path file(ObjectNode load) {
    JsonNode addresses = load.path("sourceUris");
    if (addresses.size() != 1) {
      throw ApiError.invalid("Load configuration must specify at least one source URI");
    }
    String address = addresses.path(0).asText();
    return buckets.at(address).orElseThrow(() -> ApiError.notFound("URI " + address));
  }

  /** A job, which is in the US or the EU if its location is not told. */
  public Job get(String project, String id, Optional<String> location) {
    List<String> places = location.map(List::of).orElse(List.of("US", "EU"));
    for (String place : places) {
      Job job = jobs.get(key(project, place, id));
      if (job != null) {
        return job;
      }
    }
    throw ApiError.notFound(
        "Job " + project + ":" + location.map(place -> place + ".").orElse("") + id);
  }

  /** What a query found, by the table where it is to be looked for. */
  public Optional<Answer> result(TableId table) {
    if (!table.dataset().equals(RESULTS)) {
      return Optional.empty();
    }
    return new ArrayList<>(jobs.values())
        .stream()
            .filter(job -> table.table().equals("anon" + job.id()))
            .findFirst()
            .flatMap(Job::answer);
  }

  /** Ends a job that is not done yet. */
  public static ObjectNode cancel(Job job) {
    ApiError stopped =
        new ApiError(499, "stopped", "Job execution was cancelled: User requested cancellation");
    job.failed(new Job.Failure(stopped, List.of()));
    ObjectNode answer = Json.MAPPER.createObjectNode().put("kind", "bigquery#jobCancelResponse");
    answer.set("job", job.json());
    return answer;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
