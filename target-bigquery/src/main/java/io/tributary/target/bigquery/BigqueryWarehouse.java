package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.KeyBounds;
import io.tributary.singer.sql.Statement;
import io.tributary.singer.sql.Step;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableColumn;
import io.tributary.singer.sql.TableName;
import io.tributary.singer.sql.TypeChange;
import io.tributary.singer.sql.Warehouse;
import io.tributary.target.bigquery.write.Patience;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BigQuery, for as long as a run takes.
 *
 * <p>A batch goes into a table of its own, all of it at one moment, and a query puts the rows into
 * the stream's table, all or none of them.
 */
final class BigqueryWarehouse implements Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(BigqueryWarehouse.class);
  private static final String CREATE_SCHEMA = "CREATE SCHEMA IF NOT EXISTS ";

  private final BigQuery client;
  private final BigqueryErrors errors;
  private final Dialect dialect;
  private final String run;
  private final Queries queries;
  private final StagingTables staged;
  private final StagingMethod method;
  private final boolean mayWrite;
  private final Set<String> schemas = new HashSet<>();

  private BigqueryWarehouse(
      TargetBigquery.Config config,
      BigQuery client,
      String location,
      Patience patience,
      boolean mayWrite) {
    this.client = client;
    this.errors = new BigqueryErrors(config.place(), location);
    this.dialect = new BigqueryDialect(config).dialect();
    this.run =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.now())
            + "_"
            + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    Jobs jobs = new Jobs(client, errors, config.place().payer(), location, run);
    this.queries = new Queries(client, jobs, errors);
    this.staged = new StagingTables(client, errors);
    this.method =
        switch (config.method()) {
          case LOAD_JOB -> loads(config, client, new LoadJobs(jobs, errors), run);
          case STORAGE_WRITE -> new StagingWrite(config, errors, patience);
        };
    this.mayWrite = mayWrite;
  }

  private static StagingMethod loads(
      TargetBigquery.Config config, BigQuery client, LoadJobs jobs, String run) {
    Optional<String> bucket = config.staging().stagingBucket();
    if (bucket.isEmpty()) {
      return new StagingLoad(client, jobs);
    }
    String folder = config.staging().stagingPrefix() + run + "/";
    return new BucketLoad(client, jobs, BigqueryLogin.bucket(config, bucket.get()), folder);
  }

  /**
   * Opens what is written to.
   *
   * @param patience how long the Storage Write API is waited for
   */
  static BigqueryWarehouse open(TargetBigquery.Config config, Patience patience) {
    return open(config, patience, true);
  }

  /** Opens what changes nothing. */
  static BigqueryWarehouse openToRead(TargetBigquery.Config config) {
    return open(config, Patience.STANDARD, false);
  }

  private static BigqueryWarehouse open(
      TargetBigquery.Config config, Patience patience, boolean mayWrite) {
    Place place = config.place();
    BigQuery client = BigqueryLogin.client(config);
    String wanted = place.location().orElse(Place.DEFAULT_LOCATION);
    Optional<String> there = location(client, place, new BigqueryErrors(place, wanted));
    if (place.location().isPresent()
        && there.filter(it -> !it.equalsIgnoreCase(wanted)).isPresent()) {
      throw new BigqueryErrors(place, wanted).elsewhere(there.get());
    }
    BigqueryWarehouse warehouse =
        new BigqueryWarehouse(config, client, there.orElse(wanted), patience, mayWrite);
    if (there.isPresent()) {
      warehouse.schemas.add(warehouse.dialect.quoted(TargetBigquery.placement(config).schema()));
    }
    return warehouse;
  }

  /** Where the dataset is; empty if there is none. */
  private static Optional<String> location(BigQuery client, Place place, BigqueryErrors errors) {
    try {
      Dataset dataset = client.getDataset(DatasetId.of(place.project(), place.dataset()));
      return Optional.ofNullable(dataset).map(Dataset::getLocation);
    } catch (BigQueryException e) {
      throw errors.atStart(e);
    }
  }

  @Override
  public RowFormat format() {
    return method.format();
  }

  @Override
  public List<JsonField> fields(SchemaMessage schema, List<Column> properties, Table staged) {
    return format() == RowFormat.JSON
        ? LoadedFields.of(schema.stream(), properties, staged, dialect.identifiers())
        : List.of();
  }

  @Override
  public List<TableColumn> columns(TableName table) {
    List<TableColumn> columns = described(table);
    List<Step> unfinished = StructWidening.SECOND.unfinished(dialect, table, columns);
    if (unfinished.isEmpty() || !mayWrite) {
      return columns;
    }
    LOG.info("completes the widening of columns that an earlier run began table={}", table);
    define(unfinished);
    return described(table);
  }

  private List<TableColumn> described(TableName name) {
    try {
      com.google.cloud.bigquery.Table table = client.getTable(StagingTable.id(name));
      Schema schema = table == null ? null : table.getDefinition().getSchema();
      return schema == null
          ? List.of()
          : schema.getFields().stream().map(BigqueryWarehouse::column).toList();
    } catch (BigQueryException e) {
      throw errors.of(e, "the table " + name);
    }
  }

  private static TableColumn column(Field field) {
    return new TableColumn(
        field.getName(), StructText.described(field), !Field.Mode.REQUIRED.equals(field.getMode()));
  }

  @Override
  public TableName staging(Batch batch, TableName name) {
    return StagingTable.name(name, batch, run);
  }

  @Override
  public void copy(Batch batch, Table table) {
    StagingTable staging = new StagingTable(batch, table, dialect.identifiers());
    staged.create(staging);
    method.load(staging);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each is a transaction by itself.
   */
  @Override
  public void define(List<Step> steps) {
    FieldPatches patches = new FieldPatches(client, errors, steps);
    for (Step step : steps) {
      if (step instanceof TypeChange change) {
        patches.send(change.table());
      } else if (step instanceof Statement statement) {
        define(statement);
      }
    }
  }

  private void define(Statement statement) {
    String sql = statement.sql();
    if (!sql.startsWith(CREATE_SCHEMA)) {
      queries.count(statement);
      return;
    }
    // Who may make tables in a dataset need not be allowed to make datasets.
    String schema = sql.substring(CREATE_SCHEMA.length());
    if (!schemas.contains(schema) && !isThere(schema)) {
      queries.count(statement);
    }
    schemas.add(schema);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A lone statement is a transaction by itself. Where it counts what it must not, there is
   * nothing to undo: the rows of a batch were counted by the load, and a state that is not kept
   * changes no row.
   */
  @Override
  public List<Long> execute(List<Statement> statements) {
    KeyBounds.Known known =
        KeyBounds.known(statements, query -> queries.answer(query).orElseThrow());
    List<Long> counts =
        known.statements().size() == 1
            ? List.of(queries.count(known.statements().get(0)))
            : queries.counts(new Script(known.statements()));
    staged.drop();
    return known.counts(counts);
  }

  private boolean isThere(String schema) {
    String path = schema.replace("`", "");
    int dot = path.lastIndexOf('.');
    DatasetId dataset = DatasetId.of(path.substring(0, dot), path.substring(dot + 1));
    try {
      return client.getDataset(dataset) != null;
    } catch (BigQueryException e) {
      throw errors.of(e, "the dataset " + path);
    }
  }

  @Override
  public Optional<String> answer(Statement query) {
    return queries.answer(query);
  }

  @Override
  public void close() {
    method.close();
    staged.drop();
  }
}
