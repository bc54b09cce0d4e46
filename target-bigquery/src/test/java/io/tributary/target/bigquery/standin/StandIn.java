package io.tributary.target.bigquery.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.JdbcRows;
import io.tributary.target.bigquery.standin.fault.Fault;
import io.tributary.target.bigquery.standin.fault.Traffic;
import io.tributary.target.bigquery.standin.job.Job;
import io.tributary.target.bigquery.standin.job.Jobs;
import io.tributary.target.bigquery.standin.rest.RestServer;
import io.tributary.target.bigquery.standin.sql.Macros;
import io.tributary.target.bigquery.standin.sql.Script;
import io.tributary.target.bigquery.standin.store.Arrivals;
import io.tributary.target.bigquery.standin.store.Buckets;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Datasets;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import io.tributary.target.bigquery.standin.write.WriteServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * BigQuery on this machine, as far as this target needs one: its REST interface and its Storage
 * Write API for Google's own clients, and DuckDB for its SQL. What BigQuery refuses, it refuses as
 * well.
 *
 * <p>Thread-safe.
 */
public final class StandIn implements AutoCloseable {
  /** The project in which everything is, unless something else is said. */
  public static final String PROJECT = "standin";

  private final Duck duck = new Duck();
  private final Catalog catalog = new Catalog(duck, new Datasets(duck));
  private final Traffic traffic = new Traffic();
  private final Buckets buckets = new Buckets();
  private final Arrivals arrivals = new Arrivals();
  private final Jobs jobs = new Jobs(catalog, traffic, buckets);
  private final RestServer rest;
  private final WriteServer write;

  private StandIn() {
    Macros.define(duck);
    rest = new RestServer(traffic, catalog, jobs, buckets, arrivals);
    write = new WriteServer(traffic, catalog);
  }

  /** Starts one that has nothing yet. */
  public static StandIn start() {
    return new StandIn();
  }

  /** Where the REST interface is, without a slash at the end. */
  public String apiEndpoint() {
    return rest.address();
  }

  /** Where the Storage Write API is, without TLS: host and port. */
  public String storageEndpoint() {
    return write.address();
  }

  /** A dataset, in a location of its own. */
  public StandIn dataset(String name, String location) {
    ObjectNode resource = Json.MAPPER.createObjectNode().put("location", location);
    resource.putObject("datasetReference").put("datasetId", name);
    catalog.datasets().insert(PROJECT, resource);
    return this;
  }

  /** A bucket of Cloud Storage, which is at the same address. */
  public StandIn bucket(String name) {
    buckets.make(name);
    return this;
  }

  /** The names of what is in a bucket. */
  public List<String> inBucket(String name) {
    return buckets.names(name);
  }

  public void fail(Fault fault) {
    traffic.let(fault);
  }

  /**
   * Everything that was asked, in its order: requests as {@code POST jobs query}, {@code GET
   * datasets/main/tables/people} or {@code PUT upload/jobs bytes 0-262143/*}, jobs that began to
   * run as {@code RUN load the-id}, and calls of the Storage Write API as {@code AppendRows
   * the-stream}.
   */
  public List<String> calls() {
    return traffic.calls();
  }

  /** How many of the calls a pattern finds. */
  public long calls(String pattern) {
    return calls().stream().filter(java.util.regex.Pattern.compile(pattern).asPredicate()).count();
  }

  /** How often the definition of a table was changed, its creation included. */
  public int updates(String dataset, String table) {
    return catalog.updates(new TableId(PROJECT, dataset, table));
  }

  /** What jobs of a kind were asked to do, with how they ended: the resources of all of them. */
  public List<ObjectNode> jobs(String kind) {
    return jobs.all().stream().filter(job -> job.kind().equals(kind)).map(Job::json).toList();
  }

  /** The resource of a table. */
  public ObjectNode table(String dataset, String table) {
    return catalog.counted(new TableId(PROJECT, dataset, table)).deepCopy();
  }

  /** The names of a dataset's tables. */
  public List<String> tables(String dataset) {
    return catalog.in(new TableId(PROJECT, dataset, "")).stream().map(TableId::table).toList();
  }

  /** Executes GoogleSQL of the test's own, beside what is counted. */
  public void run(String sql) {
    synchronized (duck) {
      String location = Script.location(catalog, PROJECT, sql).orElse("US");
      Script.run(catalog, PROJECT, "", location, Json.MAPPER.createArrayNode(), sql);
    }
  }

  /** The values of a query's rows, apart by a bar; moments in microseconds since 1970. */
  public List<String> lines(String sql) {
    synchronized (duck) {
      String location = Script.location(catalog, PROJECT, sql).orElse("US");
      return Script.run(catalog, PROJECT, "", location, Json.MAPPER.createArrayNode(), sql)
          .rows()
          .stream()
          .map(
              row ->
                  row.stream()
                      .map(v -> v.isTextual() ? v.asText() : v.toString())
                      .collect(Collectors.joining("|")))
          .toList();
    }
  }

  /**
   * The rows of a table, as {@link JdbcRows} tells of them: structs and arrays as JSON, bytes in
   * base64; none if it is not there.
   */
  public List<ObjectNode> rows(String dataset, String table) {
    TableId id = new TableId(PROJECT, dataset, table);
    synchronized (duck) {
      if (!catalog.datasets().contains(id) || catalog.find(id).isEmpty()) {
        return List.of();
      }
      List<Column> columns = catalog.columns(id);
      String values = columns.stream().map(ToldRows::sql).collect(Collectors.joining(", "));
      List<ObjectNode> rows =
          new ArrayList<>(
              duck.query("SELECT " + values + " FROM " + id.physical(), JdbcRows::read));
      rows.forEach(row -> ToldRows.exact(row, columns));
      return rows;
    }
  }

  @Override
  public void close() {
    rest.close();
    write.close();
    jobs.close();
    duck.close();
    arrivals.close();
  }
}
