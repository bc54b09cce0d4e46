package io.tributary.singer.cli;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.target.RowColumns;
import io.tributary.singer.target.TargetSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what loading the input would do, without doing it. */
final class LoadPlan implements MessageHandler {
  private final Planner planner;
  private final TargetSettings settings;
  private final StringBuilder steps = new StringBuilder(256);
  private final Map<String, SchemaMessage> schemas = new LinkedHashMap<>();
  private final Map<String, Long> records = new LinkedHashMap<>();

  LoadPlan(Planner planner, TargetSettings settings) {
    this.planner = planner;
    this.settings = settings;
  }

  /** The steps, and how many records each stream would load. */
  String text() {
    StringBuilder text = new StringBuilder(steps);
    records.forEach(
        (stream, count) ->
            text.append("-- ").append(stream).append(": ").append(count).append(" records\n"));
    return text.isEmpty() ? "-- nothing to load\n" : text.toString();
  }

  @Override
  public void onSchema(SchemaMessage schema) {
    if (schema.equals(schemas.put(schema.stream(), schema))) {
      return;
    }
    records.putIfAbsent(schema.stream(), 0L);
    steps.append("-- ").append(schema.stream()).append('\n');
    List<Column> columns = RowColumns.of(schema, planner.wholeRecord(), settings);
    planner.steps(schema, columns).forEach(step -> steps.append(step).append(";\n"));
  }

  @Override
  public void onRecord(RecordMessage record) {
    records.merge(record.stream(), 1L, Long::sum);
  }

  @Override
  public void onState(StateMessage state) {}

  @Override
  public void onActivateVersion(ActivateVersionMessage activation) {
    steps
        .append("-- ")
        .append(activation.stream())
        .append(": rows of versions before ")
        .append(activation.version())
        .append(" are removed\n");
  }

  @Override
  public void onBatch(BatchMessage batch) {
    steps
        .append("-- ")
        .append(batch.stream())
        .append(": records of ")
        .append(batch.manifest().size())
        .append(" files\n");
  }
}
