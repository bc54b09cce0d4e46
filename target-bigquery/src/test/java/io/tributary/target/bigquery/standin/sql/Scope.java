package io.tributary.target.bigquery.standin.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.target.bigquery.standin.store.ApiError;
import io.tributary.target.bigquery.standin.store.Catalog;
import io.tributary.target.bigquery.standin.store.Duck;
import io.tributary.target.bigquery.standin.store.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What names and parameters mean in one query job.
 *
 * @param project where names without a project are
 * @param dataset where names without a dataset are; may be empty
 * @param location where the job runs
 * @param parameters those of the REST interface
 * @param values variables, each as DuckDB's literal, by their names in lower case
 * @param temporary tables of this job alone, by their names in lower case
 */
record Scope(
    Catalog catalog,
    String project,
    String dataset,
    String location,
    JsonNode parameters,
    Map<String, String> values,
    Map<String, TableId> temporary) {

  Scope(Catalog catalog, String project, String dataset, String location, JsonNode parameters) {
    this(catalog, project, dataset, location, parameters, new HashMap<>(), new HashMap<>());
  }

  /** A table's name in full. */
  TableId id(List<String> path) {
    int size = path.size();
    String table = path.get(size - 1);
    if (size == 1) {
      TableId own = temporary.get(table.toLowerCase(Locale.ROOT));
      if (own != null) {
        return own;
      }
      if (dataset.isEmpty()) {
        throw ApiError.query(
            "Table \"" + table + "\" must be qualified with a dataset (e.g. dataset.table).");
      }
      return new TableId(project, dataset, table);
    }
    if (size > 3) {
      throw ApiError.query("Invalid table name: " + String.join(".", path));
    }
    return new TableId(size == 3 ? path.get(0) : project, path.get(size - 2), table);
  }

  /** The table of a name, which has to be there and in the job's location. */
  TableId existing(List<String> path) {
    TableId id = id(path);
    here(id);
    catalog.get(id);
    return id;
  }

  /** Refuses a dataset that this job cannot see. */
  void here(TableId id) {
    if (!catalog.datasets().contains(id)
        || !catalog.datasets().location(id).equalsIgnoreCase(location)) {
      throw ApiError.notFound(
          "Dataset "
              + id.project()
              + ":"
              + id.dataset()
              + " was not found in location "
              + location);
    }
  }

  /** The table of a name; none for what may be a name of the query's own. */
  Optional<TableId> table(List<String> path) {
    if (path.size() == 1) {
      boolean isKnown =
          temporary.containsKey(path.get(0).toLowerCase(Locale.ROOT))
              || (!dataset.isEmpty()
                  && catalog.find(new TableId(project, dataset, path.get(0))).isPresent());
      return isKnown ? Optional.of(existing(path)) : Optional.empty();
    }
    return Optional.of(existing(path));
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /** A parameter as DuckDB's literal, by its name, or by its number if it has none. */
  String parameter(String name) {
    int number = 0;
    for (JsonNode parameter : parameters) {
      String own = parameter.path("name").asText(Integer.toString(number));
      if (own.equalsIgnoreCase(name)) {
        return literal(parameter.path("parameterType"), parameter.path("parameterValue"));
      }
      number++;
    }
    throw ApiError.query("Query parameter '" + name + "' not found");
  }

  private static String literal(JsonNode type, JsonNode value) {
    if (type.path("type").asText().equalsIgnoreCase("ARRAY")) {
      StringBuilder all = new StringBuilder("[");
      for (JsonNode one : value.path("arrayValues")) {
        all.append(all.length() > 1 ? ", " : "").append(literal(type.path("arrayType"), one));
      }
      return all.append("]").toString();
    }
    String duck = Types.next(new Tokens(Lexer.tokens(type.path("type").asText())), "").duck();
    if (!value.hasNonNull("value")) {
      return "CAST(NULL AS " + duck + ")";
    }
    String text = Duck.literal(value.path("value").asText());
    return duck.equals("BLOB") ? "from_base64(" + text + ")" : "CAST(" + text + " AS " + duck + ")";
  }
}
