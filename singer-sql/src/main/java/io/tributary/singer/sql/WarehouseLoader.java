package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.Transaction;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads batches into a database: a table in the stream's shape, a staged copy of the rows, and one
 * transaction that puts them where they belong.
 */
public final class WarehouseLoader implements Loader {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseLoader.class);

  private final Warehouse warehouse;
  private final Dialect dialect;
  private final WarehouseSettings settings;
  private final TableShaper shaper;
  private final Optional<WholeRecord> wholeRecord;
  private final Optional<StateTable> states;
  private final Clock clock;
  private final Instant started;
  private final Map<String, Prepared> prepared = new HashMap<>();
  private final WrittenShapes written = new WrittenShapes();
  private final Map<Reshaping.Swap, Boolean> replacements = new LinkedHashMap<>();

  /** Begins to load. If that cannot be, the warehouse is closed. */
  public WarehouseLoader(Warehouse warehouse, Dialect dialect, Placement placement, Clock clock) {
    this.warehouse = warehouse;
    this.dialect = dialect;
    this.settings = placement.settings();
    this.shaper = new TableShaper(dialect, placement);
    this.wholeRecord = placement.wholeRecord();
    this.states = placement.states(warehouse, dialect);
    this.clock = clock;
    this.started = clock.instant();
    try {
      states.ifPresent(StateTable::begin);
    } catch (SingerException e) {
      warehouse.close();
      throw e;
    }
  }

  @Override
  public RowFormat format() {
    return warehouse.format();
  }

  @Override
  public Optional<WholeRecord> wholeRecord() {
    return wholeRecord;
  }

  @Override
  public Durability durability() {
    if (states.isPresent()) {
      return Durability.WITH_THE_STATE;
    }
    return settings.overwrites() ? Durability.AT_THE_END : Durability.AT_ONCE;
  }

  @Override
  public long worthLoading() {
    return warehouse.rowGroup();
  }

  @Override
  public void prepare(SchemaMessage schema, List<Column> columns) {
    Prepared before = prepared.get(schema.stream());
    Prepared now = before == null ? found(schema) : before.with(schema, shaper.keys(schema));
    prepared.put(schema.stream(), shaped(now, columns, Widening.ANNOUNCED));
  }

  @Override
  public List<JsonField> fields(SchemaMessage schema) {
    Prepared ready = ready(schema.stream());
    Table staged = ready.staged(dialect.staged());
    List<JsonField> fields = warehouse.fields(schema, ready.properties(), staged);
    if (!fields.isEmpty()) {
      written.told(schema, staged);
    }
    return fields;
  }

  @Override
  public Loaded load(Batch batch) {
    StagedBatch staged = staged(batch, dialect.staged());
    LoadSteps steps = steps(staged);
    long counted = warehouse.execute(steps.statements()).get(steps.insert());
    written.loaded();
    return staged.loaded(counted);
  }

  @Override
  public void activateVersion(String stream, long version) {
    List<Statement> activation = activation(stream, version);
    if (!activation.isEmpty()) {
      warehouse.execute(activation);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Tables get their shape, and all batches are staged, before the transaction begins: not every
   * database can do that within it. So a batch is put into a table that may have changed since.
   */
  @Override
  public List<Loaded> commit(Transaction transaction) {
    StateTable kept = states.orElseThrow();
    TransactionWork work = new TransactionWork();
    for (Transaction.Step step : transaction.steps()) {
      if (step instanceof Transaction.Load load) {
        work.add(staged(load.batch(), dialect.staged(work.batches())));
      } else if (step instanceof Transaction.Activate activate) {
        activation(activate.stream(), activate.version()).forEach(work::add);
      }
    }
    work.add(kept.keeping(transaction.state(), clock.instant()));
    try {
      List<Loaded> loaded = work.execute(warehouse, this::steps);
      kept.kept();
      written.loaded();
      return loaded;
    } catch (SingerException.Destination e) {
      throw kept.explained(e);
    }
  }

  private Prepared ready(String stream) {
    Prepared ready = prepared.get(stream);
    if (ready == null) {
      throw new IllegalStateException(stream + " is loaded before it is prepared");
    }
    return ready;
  }

  /** A batch whose rows are readable. Its table may have been prepared for later ones already. */
  private StagedBatch staged(Batch batch, TableName as) {
    SchemaMessage schema = batch.schema();
    Prepared ready = ready(schema.stream());
    if (!ready.schema().equals(schema) || !ready.properties().equals(batch.columns())) {
      Prepared its = ready.with(schema, shaper.keys(schema));
      ready = shaped(its, batch.columns(), Widening.COUNTED);
      prepared.put(schema.stream(), ready);
    }
    if (!ready.table().exists()) {
      throw new SingerException.Destination(
          schema.stream()
              + ": its schema has no properties; set add_record_metadata to load it anyway");
    }
    Table staged = written.of(batch, ready.staged(warehouse.staging(batch, as)));
    warehouse.copy(batch, staged);
    return new StagedBatch(ready, staged, batch.records());
  }

  private LoadSteps steps(StagedBatch staged) {
    Prepared ready = staged.ready();
    StreamTable table =
        Objects.requireNonNull(prepared.get(ready.schema().stream()), "it is prepared").table();
    Batched batched = new Batched(clock.instant(), started, OptionalLong.of(staged.records()));
    return ready.on(table).steps(dialect, settings, staged.table(), batched);
  }

  private List<Statement> activation(String stream, long version) {
    Prepared ready = prepared.get(stream);
    if (ready == null || !ready.table().has(Metadata.TABLE_VERSION)) {
      LOG.warn("rows of older versions stay: their table has no versions stream={}", stream);
      return List.of();
    }
    TableName table = ready.table().name();
    String sql =
        settings.hardDelete() || !ready.table().has(Metadata.DELETED_AT)
            ? Sql.deleteOlder(dialect, table, version)
            : Sql.markOlder(dialect, table, version, clock.instant());
    return List.of(Statement.of(sql));
  }

  @Override
  public void finish() {
    List<String> swaps = new ArrayList<>();
    replacements.forEach(
        (swap, isThere) ->
            swaps.addAll(dialect.reshaping().replacement().end(dialect, swap, isThere)));
    if (!swaps.isEmpty()) {
      define(swaps);
    }
    replacements.clear();
  }

  @Override
  public void close() {
    warehouse.close();
  }

  /** A stream's table as the database has it, or an empty one that is to replace it. */
  private Prepared found(SchemaMessage schema) {
    TableName name = shaper.table(schema.stream());
    StreamTable there = new StreamTable(name, warehouse.columns(name), dialect);
    List<String> keys = shaper.keys(schema);
    if (!settings.overwrites()) {
      return Prepared.of(schema, keys, there, there);
    }
    Reshaping.Replacement replacement = dialect.reshaping().replacement();
    Reshaping.Swap swap = new Reshaping.Swap(name, shaper.next(name));
    define(replacement.begin(dialect, swap, there.exists()));
    replacements.put(swap, there.exists());
    return Prepared.of(schema, keys, there.replacement(swap.next()), there);
  }

  private void define(List<String> statements) {
    warehouse.define(Step.of(statements));
  }

  /** The stream's table, able to hold {@code properties}. */
  private Prepared shaped(Prepared ready, List<Column> properties, Widening widening) {
    List<Column> columns = shaper.columns(ready.schema(), properties);
    StreamTable table = ready.table();
    List<SchemaChange> changes =
        shaper
            .changes(
                table,
                ready.isReplacement() ? ready.there() : table,
                columns,
                ready.keys(),
                widening)
            .stream()
            .map(this::possible)
            .toList();
    if (!changes.isEmpty()) {
      warehouse.define(SchemaChange.steps(changes, dialect));
      changes.forEach(it -> LOG.info("{} table={}", it.description(dialect), table.name()));
    }
    return ready.withShape(table.after(changes), properties, columns);
  }

  /** A column whose rows have too many digits for more of them after the point becomes text. */
  private SchemaChange possible(SchemaChange change) {
    if (change instanceof SchemaChange.WidenColumn wider && wider.narrowsWholePart()) {
      int digits = wider.to().precision() - wider.to().scale();
      String count = Sql.countLonger(dialect, wider.table(), wider.column(), digits);
      boolean fits = warehouse.answer(Statement.of(count)).map(Long::valueOf).orElseThrow() == 0;
      return fits ? wider : wider.toText();
    }
    return change;
  }
}
