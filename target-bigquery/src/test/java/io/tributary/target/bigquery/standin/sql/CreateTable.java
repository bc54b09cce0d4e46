package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import io.tributary.target.bigquery.standin.store.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CREATE TABLE, in all its forms. */
final class CreateTable {
  private static final Set<String> PARTS =
      Set.of("DATE", "TIMESTAMP_TRUNC", "DATETIME_TRUNC", "DATE_TRUNC");

  private final Scope scope;
  private final Translator translator;
  private final Options options;
  private final ObjectNode resource = Json.MAPPER.createObjectNode();
  private final List<Column> columns = new ArrayList<>();

  CreateTable(Scope scope, Translator translator) {
    this.scope = scope;
    this.translator = translator;
    this.options = new Options(scope, translator);
  }

  Answer run(Tokens in, boolean replaces, boolean isTemporary) {
    boolean isOptional = in.takes("IF NOT EXISTS");
    List<String> path = in.path();
    TableId table = isTemporary ? temporary(path) : scope.id(path);
    scope.here(table);
    String kind = "CREATE_TABLE";
    if (in.sees("(")) {
      define(in);
    }
    Optional<TableId> source = Optional.empty();
    boolean copies = in.sees("COPY") || in.sees("CLONE");
    if (in.takes("LIKE") || in.takes("COPY") || in.takes("CLONE")) {
      source = Optional.of(scope.existing(in.path()));
      like(source.get());
    }
    partition(in);
    cluster(in);
    if (in.sees("OPTIONS")) {
      options.read(in, resource);
    }
    String query = "";
    if (in.takes("AS")) {
      kind = "CREATE_TABLE_AS_SELECT";
      query = query(in.rest());
    } else if (copies && source.isPresent()) {
      query = "SELECT * FROM " + source.get().physical();
    }
    if (!in.isEmpty()) {
      throw ApiError.query("Syntax error: Unexpected \"" + in.peek().value() + "\"");
    }
    if (isOptional && scope.catalog().find(table).isPresent()) {
      return Answer.defined(kind, "SKIP", table);
    }
    return create(table, kind, query, replaces);
  }

  private TableId temporary(List<String> path) {
    TableId table = new TableId(scope.project(), "_script", path.get(0) + "_" + System.nanoTime());
    if (scope.temporary().put(Translator.folded(path.get(0)), table) != null) {
      throw ApiError.duplicate("Table " + path.get(0));
    }
    if (!scope.catalog().datasets().contains(table)) {
      ObjectNode hidden = Json.MAPPER.createObjectNode().put("location", scope.location());
      hidden.putObject("datasetReference").put("datasetId", "_script");
      scope.catalog().datasets().insert(scope.project(), hidden);
    }
    return table;
  }

  private Answer create(TableId table, String kind, String query, boolean replaces) {
    Catalog catalog = scope.catalog();
    Duck duck = catalog.duck();
    Optional<ObjectNode> before = catalog.find(table);
    boolean isThere = before.isPresent();
    if (replaces && isThere) {
      checkReplaced(before.get());
    }
    Runnable work =
        () -> {
          String rows = query;
          if (!query.isEmpty()) {
            // It may read the table that it replaces.
            duck.run("CREATE OR REPLACE TEMPORARY TABLE replacing AS " + query);
            rows = "SELECT * FROM temp.replacing";
          }
          if (replaces && isThere) {
            catalog.drop(table);
          }
          catalog.create(table, resource);
          if (!rows.isEmpty()) {
            duck.run("INSERT INTO " + table.physical() + " " + rows);
            duck.run("DROP TABLE temp.replacing");
          }
        };
    catalog.atOnce(work);
    return Answer.defined(kind, replaces && isThere ? "REPLACE" : "CREATE", table);
  }

  private void checkReplaced(ObjectNode before) {
    for (String kind : List.of("timePartitioning", "rangePartitioning", "clustering")) {
      JsonNode was = before.path(kind);
      JsonNode is = resource.path(kind);
      if (!was.path("field").equals(is.path("field"))
          || !was.path("type").equals(is.path("type"))
          || !was.path("fields").equals(is.path("fields"))) {
        throw ApiError.query(
            "Cannot replace a table with a different %s spec. Instead, DROP the table, and then recreate it."
                .formatted(kind.equals("clustering") ? "clustering" : "partitioning"));
      }
    }
  }

  private void define(Tokens in) {
    ArrayNode fields = resource.putObject("schema").putArray("fields");
    Tokens inside = new Tokens(in.parenthesized());
    do {
      if (inside.takes("PRIMARY KEY")) {
        ArrayNode keys =
            resource.putObject("tableConstraints").putObject("primaryKey").putArray("columns");
        Tokens.split(inside.parenthesized()).forEach(key -> keys.add(key.get(0).value()));
        inside.expect("NOT ENFORCED");
      } else {
        fields.add(field(inside, options));
      }
    } while (inside.takes(","));
    if (!inside.isEmpty()) {
      throw ApiError.query("Syntax error: Unexpected \"" + inside.peek().value() + "\"");
    }
    columns.addAll(Column.all(resource.path("schema")));
  }

  /** A column's definition, as a field of a schema. */
  static ObjectNode field(Tokens in, Options options) {
    Column column = Types.next(in, in.name());
    if (in.takes("NOT NULL")) {
      column = column.in(Column.Mode.REQUIRED);
    }
    ObjectNode field = column.json();
    if (in.sees("OPTIONS")) {
      options.read(in, field);
    }
    return field;
  }

  private void like(TableId source) {
    ObjectNode there = scope.catalog().get(source);
    for (String kept :
        List.of(
            "schema",
            "timePartitioning",
            "rangePartitioning",
            "clustering",
            "description",
            "labels",
            "requirePartitionFilter",
            "encryptionConfiguration")) {
      if (there.has(kept)) {
        resource.set(kept, there.get(kept).deepCopy());
      }
    }
    columns.addAll(scope.catalog().columns(source));
  }

  private void partition(Tokens in) {
    if (!in.takes("PARTITION BY")) {
      return;
    }
    Token first = in.take();
    if (first.is("RANGE_BUCKET")) {
      List<List<Token>> arguments = Tokens.split(in.parenthesized());
      ObjectNode range = resource.putObject("rangePartitioning");
      range.put("field", arguments.get(0).get(0).value());
      List<List<Token>> bounds =
          Tokens.split(arguments.get(1).subList(2, arguments.get(1).size() - 1));
      ObjectNode of = range.putObject("range");
      of.put("start", bounds.get(0).get(0).value()).put("end", bounds.get(1).get(0).value());
      of.put("interval", bounds.size() > 2 ? bounds.get(2).get(0).value() : "1");
      return;
    }
    ObjectNode time = resource.putObject("timePartitioning").put("type", "DAY");
    String field = first.value();
    if (in.sees("(") && PARTS.contains(first.upper())) {
      List<List<Token>> arguments = Tokens.split(in.parenthesized());
      field = arguments.get(0).get(0).value();
      if (arguments.size() > 1) {
        time.put("type", arguments.get(1).get(0).upper());
      }
    }
    if (!field.equalsIgnoreCase("_PARTITIONDATE") && !field.equalsIgnoreCase("_PARTITIONTIME")) {
      time.put("field", field);
    }
  }

  private void cluster(Tokens in) {
    if (in.takes("CLUSTER BY")) {
      ArrayNode fields = resource.putObject("clustering").putArray("fields");
      do {
        fields.add(in.name());
      } while (in.takes(","));
    }
  }

  /** The query, and the schema that follows from it where none was defined. */
  private String query(List<Token> tokens) {
    String query = translator.sql(tokens);
    List<List<String>> types = scope.catalog().duck().texts("DESCRIBE " + query);
    if (columns.isEmpty()) {
      ArrayNode fields = resource.putObject("schema").putArray("fields");
      for (List<String> type : types) {
        Column column = Types.ofDuck(type.get(0), type.get(1));
        columns.add(column);
        fields.add(column.json());
      }
    }
    List<String> casts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Assignments.check(column, types.get(i).get(1), false);
      names.add("v" + i);
      String value =
          column.type() == Type.BIGNUMERIC ? Assignments.stored(column, "v" + i) : "v" + i;
      casts.add("CAST(%s AS %s) AS %s".formatted(value, column.duck(), Duck.quoted(column.name())));
    }
    return "SELECT %s FROM (%s) AS q(%s)"
        .formatted(String.join(", ", casts), query, String.join(", ", names));
  }
}
