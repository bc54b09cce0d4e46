package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the settings say of how a new table is stored.
 *
 * @param json the object of the settings, checked
 */
record TableOptions(JsonNode json) {
  static final TableOptions NONE = new TableOptions(JsonNodeFactory.instance.objectNode());

  private static final String INGESTION = "_PARTITIONDATE";
  private static final int MOST_CLUSTERS = 4;
  private static final Set<String> KNOWN =
      Set.of(
          "partition_by",
          "partition_every",
          "partition_range",
          "cluster_by",
          "partition_expiration_days",
          "expiration_days",
          "labels",
          "description",
          "kms_key_name");
  private static final Set<String> UNITS = Set.of("hour", "day", "month", "year");

  /**
   * The options of a pattern.
   *
   * @throws IllegalArgumentException if they make no sense
   */
  static TableOptions of(String pattern, JsonNode json) {
    String where = "tables has for " + pattern + " ";
    require(json.isObject(), where + "something that is not an object");
    json.properties()
        .forEach(
            option ->
                require(
                    KNOWN.contains(option.getKey()),
                    where
                        + option.getKey()
                        + ", which is none of "
                        + String.join(", ", KNOWN.stream().sorted().toList())));
    String unit = json.path("partition_every").asText("day");
    require(UNITS.contains(unit), where + "partition_every " + unit);
    JsonNode range = json.path("partition_range");
    require(
        range.isMissingNode()
            || (range.isArray()
                && range.size() == 3
                && range.valueStream().allMatch(JsonNode::isIntegralNumber)),
        where + "partition_range, which is not [from, to, step]");
    boolean isDivided = json.has("partition_by");
    for (String needsIt :
        List.of("partition_every", "partition_range", "partition_expiration_days")) {
      require(isDivided || !json.has(needsIt), where + needsIt + ", but no partition_by");
    }
    require(
        !(json.has("partition_every") && json.has("partition_range")),
        where + "partition_every and partition_range");
    JsonNode clusters = json.path("cluster_by");
    require(
        clusters.isMissingNode()
            || (clusters.isArray()
                && !clusters.isEmpty()
                && clusters.size() <= MOST_CLUSTERS
                && clusters.valueStream().allMatch(JsonNode::isTextual)),
        where + "cluster_by, which is not a list of one to four columns");
    for (String days : List.of("expiration_days", "partition_expiration_days")) {
      require(
          !json.has(days) || (json.path(days).isNumber() && json.path(days).asDouble() > 0),
          where + days + ", which is not a number of days");
    }
    require(
        json.path("labels").isMissingNode()
            || (json.path("labels").isObject()
                && json.path("labels").valueStream().allMatch(JsonNode::isTextual)),
        where + "labels, which is not an object of texts");
    return new TableOptions(json);
  }

  private static void require(boolean isTrue, String otherwise) {
    if (!isTrue) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * The clauses that follow the columns. A column that the table does not have is left out of them.
   *
   * @param keys what the table is clustered by if nothing else is said
   */
  String sql(Table table, List<String> keys, Identifiers identifiers) {
    List<String> clauses = new ArrayList<>();
    partition(table, identifiers).ifPresent(it -> clauses.add("PARTITION BY " + it));
    String clusters =
        (json.has("cluster_by") ? texts(json.path("cluster_by")) : keys)
            .stream()
                .flatMap(name -> column(table, name, identifiers).stream())
                .filter(TableOptions::isClusterable)
                .limit(MOST_CLUSTERS)
                .map(column -> identifiers.quoted(column.name()))
                .collect(Collectors.joining(", "));
    if (!clusters.isEmpty()) {
      clauses.add("CLUSTER BY " + clusters);
    }
    String options = options(clauses.stream().anyMatch(it -> it.startsWith("PARTITION")));
    if (!options.isEmpty()) {
      clauses.add("OPTIONS (" + options + ")");
    }
    return clauses.stream().map(clause -> "\n" + clause).collect(Collectors.joining());
  }

  private Optional<String> partition(Table table, Identifiers identifiers) {
    String name = json.path("partition_by").asText("");
    if (name.equalsIgnoreCase(INGESTION)) {
      return Optional.of(isDaily() ? INGESTION : "TIMESTAMP_TRUNC(_PARTITIONTIME, " + unit() + ")");
    }
    return column(table, name, identifiers)
        .map(column -> partition(identifiers.quoted(column.name()), column.type()));
  }

  private String partition(String column, ColumnType type) {
    LogicalType kind = type.kind();
    if (kind == LogicalType.INTEGER) {
      JsonNode range = json.path("partition_range");
      return "RANGE_BUCKET("
          + column
          + ", GENERATE_ARRAY("
          + range.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
          + "))";
    }
    if (kind == LogicalType.DATE) {
      return isDaily() ? column : "DATE_TRUNC(" + column + ", " + unit() + ")";
    }
    return BigqueryDialect.spelled(type) + "_TRUNC(" + column + ", " + unit() + ")";
  }

  private boolean isDaily() {
    return unit().equals("DAY");
  }

  private String unit() {
    return json.path("partition_every").asText("day").toUpperCase(Locale.ROOT);
  }

  private String options(boolean isDivided) {
    List<String> options = new ArrayList<>();
    if (isDivided && json.has("partition_expiration_days")) {
      options.add("partition_expiration_days = " + json.path("partition_expiration_days").asText());
    }
    if (json.has("expiration_days")) {
      long minutes = Math.round(json.path("expiration_days").asDouble() * 24 * 60);
      options.add(
          "expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL "
              + minutes
              + " MINUTE)");
    }
    if (json.has("labels")) {
      options.add(
          json.path("labels").properties().stream()
              .map(
                  label ->
                      "("
                          + BigqueryNames.literal(label.getKey())
                          + ", "
                          + BigqueryNames.literal(label.getValue().asText())
                          + ")")
              .collect(Collectors.joining(", ", "labels = [", "]")));
    }
    for (String text : List.of("description", "kms_key_name")) {
      if (json.has(text)) {
        options.add(text + " = " + BigqueryNames.literal(json.path(text).asText()));
      }
    }
    return String.join(", ", options);
  }

  private static boolean isClusterable(Column column) {
    if (column.type().hasParts()) {
      return false;
    }
    return switch (BigqueryDialect.spelled(column.type())) {
      case BigqueryDialect.FLOAT64, BigqueryDialect.JSON, BigqueryDialect.BYTES, "TIME" -> false;
      default -> true;
    };
  }

  private static Optional<Column> column(Table table, String name, Identifiers identifiers) {
    Set<String> keys =
        Set.copyOf(List.of(identifiers.key(name), identifiers.key(identifiers.column(name))));
    return table.columns().stream()
        .filter(column -> keys.contains(identifiers.key(column.name())))
        .findFirst();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
