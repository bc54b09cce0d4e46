package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.JsonField.Form;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A database that keeps what it is told to do, and counts as it is told to count. */
final class RecordingWarehouse implements Warehouse {
  final Map<TableName, List<TableColumn>> tables = new HashMap<>();
  final List<List<String>> executed = new ArrayList<>();
  final List<List<Step>> defined = new ArrayList<>();
  final List<Statement> asked = new ArrayList<>();
  final Queue<String> answers = new ArrayDeque<>();
  final List<Table> copies = new ArrayList<>();
  final List<List<String>> values = new ArrayList<>();
  SingerException.@Nullable Destination failure;
  long count;
  boolean isClosed;
  boolean writesJson;

  @Override
  public List<TableColumn> columns(TableName table) {
    return tables.getOrDefault(table, List.of());
  }

  /** What no statement does is done. */
  @Override
  public void define(List<Step> steps) {
    defined.add(steps);
    Warehouse.super.define(steps.stream().filter(Statement.class::isInstance).toList());
  }

  @Override
  public List<Long> execute(List<Statement> statements) {
    if (failure != null) {
      throw failure;
    }
    statements.forEach(statement -> values.add(statement.values()));
    executed.add(statements.stream().map(Statement::sql).toList());
    return statements.stream().map(statement -> statement.expected().orElse(count)).toList();
  }

  @Override
  public Optional<String> answer(Statement query) {
    asked.add(query);
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.remove());
  }

  @Override
  public List<JsonField> fields(SchemaMessage schema, List<Column> properties, Table staged) {
    return writesJson
        ? staged.columns().stream().map(it -> new JsonField(it.name(), Form.TEXT)).toList()
        : List.of();
  }

  @Override
  public void copy(Batch batch, Table staged) {
    copies.add(staged);
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
