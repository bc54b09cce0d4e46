package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables: what is said of them is kept here, their rows are in DuckDB. Guarded by the lock of
 * {@link Duck}.
 */
public final class Catalog {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]{1,1024}");

  private final Duck duck;
  private final Datasets datasets;
  private final Map<TableId, ObjectNode> tables =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private final Map<TableId, Integer> updates = new HashMap<>();
  private long etags;

  public Catalog(Duck duck, Datasets datasets) {
    this.duck = duck;
    this.datasets = datasets;
  }

  public Duck duck() {
    return duck;
  }

  public Datasets datasets() {
    return datasets;
  }

  /**
   * How often the definition of a table was changed, which BigQuery allows five times in ten
   * seconds.
   */
  public int updates(TableId id) {
    return updates.getOrDefault(id, 0);
  }

  public Optional<ObjectNode> find(TableId id) {
    synchronized (duck) {
      ObjectNode table = tables.get(id);
      if (table != null
          && table.path("expirationTime").asLong(Long.MAX_VALUE) < System.currentTimeMillis()) {
        drop(id);
        return Optional.empty();
      }
      return Optional.ofNullable(table);
    }
  }

  /** The resource of a table. */
  public ObjectNode get(TableId id) {
    datasets.get(id);
    return find(id).orElseThrow(() -> ApiError.notFound("Table " + id));
  }

  /** The resource of a table, its rows counted. */
  public ObjectNode counted(TableId id) {
    synchronized (duck) {
      ObjectNode table = get(id);
      String rows = duck.texts("SELECT count(*) FROM " + id.physical()).get(0).get(0);
      return table.put("numRows", rows).put("numBytes", rows);
    }
  }

  public List<Column> columns(TableId id) {
    return Column.all(get(id).path("schema"));
  }

  public List<TableId> in(TableId dataset) {
    synchronized (duck) {
      datasets.get(dataset);
      return List.copyOf(tables.keySet()).stream()
          .filter(id -> id.parent().equals(dataset.parent()) && find(id).isPresent())
          .toList();
    }
  }

  /** A new table, as its resource describes it. */
  public ObjectNode create(TableId id, ObjectNode resource) {
    synchronized (duck) {
      String location = datasets.location(id);
      if (find(id).isPresent()) {
        throw ApiError.duplicate("Table " + id);
      }
      if (!NAME.matcher(id.table()).matches()) {
        throw ApiError.invalid("Invalid table ID \"" + id.table() + "\".");
      }
      ObjectNode table = resource.deepCopy();
      if (!table.has("schema")) {
        table.putObject("schema").putArray("fields");
      }
      List<Column> columns = Column.all(table.path("schema"));
      table.set("schema", schema(table.path("schema"), columns));
      SchemaRules.check(table, columns);
      String defined = columns.stream().map(Catalog::definition).collect(Collectors.joining(", "));
      // DuckDB knows no table without a column, and BigQuery does.
      duck.run(
          "CREATE TABLE %s (%s)"
              .formatted(id.physical(), columns.isEmpty() ? "\"~\" BOOLEAN" : defined));
      table.put("kind", "bigquery#table").put("id", id.toString()).put("type", "TABLE");
      table.set("tableReference", id.json());
      table.put("location", location).put("numRows", "0").put("numBytes", "0");
      table.put("creationTime", Long.toString(System.currentTimeMillis()));
      tables.put(id, table);
      return touched(id, table);
    }
  }

  private static String definition(Column column) {
    String rest =
        switch (column.mode()) {
          case NULLABLE -> "";
          case REQUIRED -> " NOT NULL";
          case REPEATED -> " DEFAULT []";
        };
    return Duck.quoted(column.name()) + " " + column.duck() + rest;
  }

  /** The fields as they were given, their types and modes by the names of the REST interface. */
  private static ObjectNode schema(JsonNode given, List<Column> columns) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    for (int i = 0; i < columns.size(); i++) {
      ObjectNode field = given.path("fields").path(i).deepCopy();
      field.put("type", columns.get(i).type().api());
      field.put("mode", columns.get(i).mode().name());
      if (columns.get(i).type() == Type.STRUCT) {
        field.set("fields", schema(field, columns.get(i).fields()).path("fields"));
      }
      fields.add(field);
    }
    return schema;
  }

  /** By tables.patch; by tables.update too, since both keep what is not said. */
  public ObjectNode patch(TableId id, ObjectNode patch) {
    synchronized (duck) {
      ObjectNode table = get(id);
      ObjectNode wanted = table.deepCopy();
      Patches.apply(wanted, patch);
      List<Column> after = Column.all(wanted.path("schema"));
      SchemaRules.grown(id, columns(id), after);
      for (String fixed : List.of("timePartitioning", "rangePartitioning")) {
        if (!table.path(fixed).path("field").equals(wanted.path(fixed).path("field"))
            || !table.path(fixed).path("type").equals(wanted.path(fixed).path("type"))) {
          throw ApiError.invalid(
              "Cannot change partitioning spec for a partitioned/clustered table.");
        }
      }
      SchemaRules.check(wanted, after);
      return reshape(id, after, wanted);
    }
  }

  /** Gives a table other columns, their rules having been kept. */
  public ObjectNode reshape(TableId id, List<Column> after, ObjectNode resource) {
    synchronized (duck) {
      List<Column> before = columns(id);
      String alter = "ALTER TABLE " + id.physical() + " ";
      for (Column column : after) {
        Optional<Column> was = SchemaRules.find(before, column.name());
        String name = Duck.quoted(column.name());
        if (was.isEmpty()) {
          duck.run(alter + "ADD COLUMN " + definition(column));
        } else if (!was.get().duck().equals(column.duck())) {
          duck.run(
              "%sALTER COLUMN %s SET DATA TYPE %s USING %s"
                  .formatted(alter, name, column.duck(), Recast.sql(name, was.get(), column)));
        }
        if (was.isPresent()
            && was.get().mode() == Column.Mode.REQUIRED
            && column.mode() == Column.Mode.NULLABLE) {
          duck.run(alter + "ALTER COLUMN " + name + " DROP NOT NULL");
        }
      }
      if (before.isEmpty() && !after.isEmpty()) {
        duck.run(alter + "DROP COLUMN \"~\"");
      }
      resource.set("schema", schema(resource.path("schema"), after));
      tables.put(id, resource);
      return touched(id, resource);
    }
  }

  /** Refuses a type that a column cannot be given. */
  public void retyped(Column before, Column after) {
    SchemaRules.retyped(before, after);
  }

  /** Puts the resource of a table in the place of the one that was there; the rows stay. */
  public void describe(TableId id, ObjectNode resource) {
    tables.put(id, resource);
    touched(id, resource);
  }

  public void rename(TableId id, TableId other) {
    synchronized (duck) {
      ObjectNode table = get(id);
      if (find(other).isPresent()) {
        throw ApiError.duplicate("Table " + other);
      }
      String physical = other.physical();
      duck.run(
          "ALTER TABLE %s RENAME TO %s"
              .formatted(id.physical(), physical.substring(other.schema().length() + 1)));
      tables.remove(id);
      table.put("id", other.toString()).set("tableReference", other.json());
      describe(other, table);
    }
  }

  public void drop(TableId id) {
    synchronized (duck) {
      duck.run("DROP TABLE IF EXISTS " + id.physical());
      tables.remove(id);
    }
  }

  /** All that is done to tables and to their rows, or nothing of it. */
  public void atOnce(Runnable work) {
    synchronized (duck) {
      Map<TableId, ObjectNode> before = new HashMap<>(tables);
      boolean done = false;
      try {
        duck.atOnce(work);
        done = true;
      } finally {
        if (!done) {
          tables.clear();
          tables.putAll(before);
        }
      }
    }
  }

  private ObjectNode touched(TableId id, ObjectNode table) {
    updates.merge(id, 1, Integer::sum);
    table.put("lastModifiedTime", Long.toString(System.currentTimeMillis()));
    return table.put("etag", "t" + ++etags);
  }
}
