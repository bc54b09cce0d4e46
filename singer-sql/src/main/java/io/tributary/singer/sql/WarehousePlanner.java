package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what {@link WarehouseLoader} would execute, and executes none of it. */
public final class WarehousePlanner implements Planner {
  private final Warehouse warehouse;
  private final Dialect dialect;
  private final WarehouseSettings settings;
  private final TableShaper shaper;
  private final Clock clock;
  private final Map<String, StreamTable> planned = new HashMap<>();
  private final Optional<WholeRecord> wholeRecord;
  private final Optional<StateTable> states;

  /**
   * @param warehouse asked for the columns of tables, and for nothing else
   */
  public WarehousePlanner(Warehouse warehouse, Dialect dialect, Placement placement, Clock clock) {
    this.warehouse = warehouse;
    this.dialect = dialect;
    this.settings = placement.settings();
    this.shaper = new TableShaper(dialect, placement);
    this.clock = clock;
    this.wholeRecord = placement.wholeRecord();
    this.states = placement.states(warehouse, dialect);
  }

  @Override
  public List<String> steps(SchemaMessage schema, List<Column> properties) {
    List<String> keys = shaper.keys(schema);
    List<Column> columns = shaper.columns(schema, properties);
    StreamTable there = there(schema.stream());
    Reshaping.Replacement replacement = dialect.reshaping().replacement();
    Reshaping.Swap swap = new Reshaping.Swap(there.name(), shaper.next(there.name()));
    StreamTable table = settings.overwrites() ? there.replacement(swap.next()) : there;
    List<SchemaChange> changes = shaper.changes(table, there, columns, keys, Widening.ANNOUNCED);
    StreamTable after = table.after(changes);
    if (!settings.overwrites()) {
      planned.put(schema.stream(), after);
    }

    List<String> steps = new ArrayList<>();
    if (planned.size() == 1) {
      states.ifPresent(kept -> steps.addAll(texts(kept.creation())));
    }
    if (settings.overwrites() && replacement.keepsColumns()) {
      steps.addAll(replacement.begin(dialect, swap, there.exists()));
    }
    steps.addAll(texts(SchemaChange.steps(changes, dialect)));
    Prepared ready = Prepared.of(schema, keys, after, there).withShape(after, columns, columns);
    Batched batch = new Batched(clock.instant(), clock.instant(), OptionalLong.empty());
    Table staged = ready.staged(dialect.staged());
    steps.addAll(texts(ready.steps(dialect, settings, staged, batch).statements()));
    if (settings.overwrites()) {
      steps.addAll(replacement.end(dialect, swap, there.exists()));
    }
    return steps;
  }

  private static List<String> texts(List<? extends Step> steps) {
    return steps.stream().map(Step::text).toList();
  }

  @Override
  public Optional<WholeRecord> wholeRecord() {
    return wholeRecord;
  }

  @Override
  public StateMessage state() {
    return states
        .orElseThrow(
            () -> new SingerException.Config("--read-state", "needs state_backend warehouse"))
        .read()
        .orElse(new StateMessage(RawJson.of("{}")));
  }

  private StreamTable there(String stream) {
    TableName name = shaper.table(stream);
    return planned.computeIfAbsent(
        stream, it -> new StreamTable(name, warehouse.columns(name), dialect));
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
