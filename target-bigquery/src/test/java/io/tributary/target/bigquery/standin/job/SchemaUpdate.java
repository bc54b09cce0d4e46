package io.tributary.target.bigquery.standin.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The schema that a load brings along, laid over that of a table which is there. */
final class SchemaUpdate {
  private final TableId table;
  private final Set<String> allowed = new HashSet<>();

  SchemaUpdate(TableId table, ObjectNode load) {
    this.table = table;
    load.path("schemaUpdateOptions").forEach(option -> allowed.add(option.asText()));
  }

  void apply(ObjectNode resource, JsonNode given) {
    List<Column> before = Column.all(resource.path("schema"));
    List<Column> after = Column.all(given);
    ArrayNode fields = resource.withArray("/schema/fields");
    for (int i = 0; i < after.size(); i++) {
      Column column = after.get(i);
      int at = at(before, column.name());
      if (at < 0) {
        if (!allowed.contains("ALLOW_FIELD_ADDITION")) {
          throw mismatch("Cannot add fields (field: " + column.name() + ")");
        }
        if (column.mode() == Column.Mode.REQUIRED) {
          throw mismatch(
              "Cannot add required fields to an existing schema. (field: " + column.name() + ")");
        }
        fields.add(given.path("fields").path(i).deepCopy());
        continue;
      }
      merge(before.get(at), column, (ObjectNode) fields.get(at), given.path("fields").path(i));
    }
  }

  private void merge(Column was, Column now, ObjectNode field, JsonNode given) {
    boolean isRelaxed = was.mode() == Column.Mode.REQUIRED && now.mode() == Column.Mode.NULLABLE;
    if (isRelaxed && !allowed.contains("ALLOW_FIELD_RELAXATION")) {
      throw mismatch("Field " + was.name() + " has changed mode from REQUIRED to NULLABLE");
    }
    if (isRelaxed) {
      field.put("mode", "NULLABLE");
    } else if (was.mode() != now.mode()) {
      throw mismatch(
          "Field %s has changed mode from %s to %s".formatted(was.name(), was.mode(), now.mode()));
    }
    if (was.type() != now.type()) {
      throw mismatch(
          "Field %s has changed type from %s to %s"
              .formatted(was.name(), was.type().api(), now.type().api()));
    }
    if (!was.isSame(now.in(was.mode()))) {
      if (!allowed.contains("ALLOW_FIELD_ADDITION") && was.fields().size() < now.fields().size()) {
        throw mismatch("Cannot add fields (field: " + was.name() + ")");
      }
      if (given.has("fields")) {
        field.set("fields", given.get("fields").deepCopy());
      }
    }
  }

  private static int at(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isNamed(name)) {
        return i;
      }
    }
    return -1;
  }

  private ApiError mismatch(String what) {
    return ApiError.invalid("Provided Schema does not match Table " + table + ". " + what);
  }
}
