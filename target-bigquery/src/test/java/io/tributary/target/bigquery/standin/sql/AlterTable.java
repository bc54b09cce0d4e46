package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ALTER TABLE. */
final class AlterTable {
  private final Scope scope;
  private final Options options;
  private final TableId table;
  private final ObjectNode resource;
  private final List<Column> columns;

  AlterTable(Scope scope, Translator translator, TableId table) {
    this.scope = scope;
    this.options = new Options(scope, translator);
    this.table = table;
    this.resource = scope.catalog().get(table).deepCopy();
    this.columns = new ArrayList<>(scope.catalog().columns(table));
  }

  Answer run(Tokens in) {
    int actions = 0;
    boolean isAlone = false;
    do {
      isAlone |= in.sees("ALTER") || in.sees("SET") || in.sees("RENAME TO");
      Optional<TableId> renamed = action(in);
      if (renamed.isPresent()) {
        scope.catalog().rename(table, renamed.get());
        return Answer.defined("ALTER_TABLE", "ALTER", renamed.get());
      }
      actions++;
    } while (in.takes(","));
    if (!in.isEmpty() || (isAlone && actions > 1)) {
      throw ApiError.query("ALTER TABLE with several actions may only add, drop or rename columns");
    }
    scope.catalog().reshape(table, columns, resource);
    return Answer.defined("ALTER_TABLE", "ALTER", table);
  }

  private Optional<TableId> action(Tokens in) {
    if (in.takes("RENAME TO")) {
      return Optional.of(new TableId(table.project(), table.dataset(), in.name()));
    }
    if (in.takes("ADD COLUMN")) {
      add(in);
    } else if (in.takes("DROP COLUMN")) {
      drop(in);
    } else if (in.takes("RENAME COLUMN")) {
      rename(in);
    } else if (in.takes("ALTER COLUMN")) {
      alter(in);
    } else if (in.takes("SET")) {
      options.read(in, resource);
    } else {
      throw ApiError.query("Syntax error: Unexpected \"" + in.peek().value() + "\"");
    }
    return Optional.empty();
  }

  private ArrayNode fields() {
    return resource.withArray("/schema/fields");
  }

  private int at(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isNamed(name)) {
        return i;
      }
    }
    return -1;
  }

  private int existing(String name) {
    int at = at(name);
    if (at < 0) {
      throw ApiError.query("Column not found: " + name);
    }
    return at;
  }

  private void add(Tokens in) {
    boolean isOptional = in.takes("IF NOT EXISTS");
    ObjectNode field = CreateTable.field(in, options);
    String name = field.path("name").asText();
    if (at(name) >= 0) {
      if (isOptional) {
        return;
      }
      throw ApiError.query("Column already exists: " + name);
    }
    if (field.path("mode").asText().equals("REQUIRED")) {
      throw ApiError.query("Cannot add required column " + name + " to an existing table");
    }
    fields().add(field);
    columns.clear();
    columns.addAll(Column.all(resource.path("schema")));
  }

  private void drop(Tokens in) {
    boolean isOptional = in.takes("IF EXISTS");
    String name = in.name();
    if (isOptional && at(name) < 0) {
      return;
    }
    int at = existing(name);
    free(name);
    scope
        .catalog()
        .duck()
        .run(
            "ALTER TABLE "
                + table.physical()
                + " DROP COLUMN "
                + Duck.quoted(columns.get(at).name()));
    columns.remove(at);
    fields().remove(at);
    forget();
  }

  private void rename(Tokens in) {
    boolean isOptional = in.takes("IF EXISTS");
    String name = in.name();
    in.expect("TO");
    String other = in.name();
    if (isOptional && at(name) < 0) {
      return;
    }
    int at = existing(name);
    free(name);
    if (at(other) >= 0) {
      throw ApiError.query("Column already exists: " + other);
    }
    ((ObjectNode) fields().get(at)).put("name", other);
    Column.all(resource.path("schema"));
    scope
        .catalog()
        .duck()
        .run(
            "ALTER TABLE %s RENAME COLUMN %s TO %s"
                .formatted(
                    table.physical(), Duck.quoted(columns.get(at).name()), Duck.quoted(other)));
    columns.set(at, columns.get(at).named(other));
    forget();
  }

  /** The rows are as they shall be already. */
  private void forget() {
    scope.catalog().describe(table, resource.deepCopy());
  }

  /** Refuses what the table is partitioned or clustered by. */
  private void free(String name) {
    boolean isBusy =
        resource.path("timePartitioning").path("field").asText().equalsIgnoreCase(name)
            || resource.path("rangePartitioning").path("field").asText().equalsIgnoreCase(name);
    for (JsonNode field : resource.path("clustering").path("fields")) {
      isBusy |= field.asText().equalsIgnoreCase(name);
    }
    if (isBusy) {
      throw ApiError.query(
          "Column " + name + " is used for partitioning or clustering, and cannot be changed");
    }
  }

  private void alter(Tokens in) {
    boolean isOptional = in.takes("IF EXISTS");
    String name = in.name();
    if (isOptional && at(name) < 0) {
      in.rest();
      return;
    }
    int at = existing(name);
    Column column = columns.get(at);
    ObjectNode field = (ObjectNode) fields().get(at);
    if (in.takes("DROP NOT NULL")) {
      columns.set(at, column.in(Column.Mode.NULLABLE));
      field.put("mode", "NULLABLE");
    } else if (in.takes("SET DATA TYPE")) {
      Column wanted = Types.next(in, column.name());
      scope.catalog().retyped(column, wanted);
      if (column.mode() == Column.Mode.REQUIRED) {
        wanted = wanted.in(Column.Mode.REQUIRED);
      }
      columns.set(at, wanted);
      field.remove(List.of("precision", "scale", "maxLength"));
      field.setAll(wanted.json());
    } else if (in.takes("SET")) {
      options.read(in, field);
    } else {
      throw ApiError.query("Syntax error: Unexpected \"" + in.peek().value() + "\"");
    }
  }
}
