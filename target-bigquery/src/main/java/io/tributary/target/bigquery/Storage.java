package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Setting;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Reshaping;
import io.tributary.singer.sql.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How new tables are stored. Tables that are there stay as they are. */
record Storage(
    @Setting(
            "How new tables are stored, by patterns of their names in which * stands for anything:"
                + " an object such as {\"orders*\": {\"partition_by\": \"created_at\","
                + " \"partition_every\": \"month\", \"cluster_by\": [\"customer\"]}}. What may be"
                + " said of a table is partition_by (a column, or _PARTITIONDATE for the day of"
                + " loading), partition_every (hour, day, month or year), partition_range ([from,"
                + " to, step] of a whole number), cluster_by, partition_expiration_days,"
                + " expiration_days, labels, description and kms_key_name. The first pattern that"
                + " fits counts.")
        Optional<ObjectNode> tables,
    @Setting(
            value =
                "Cluster new tables by the keys of their streams, four at most, if `tables` does"
                    + " not say by what. BigQuery cannot change the type of such a column later.",
            byDefault = "false")
        boolean clusterByKeys) {

  Storage {
    tables.ifPresent(
        all -> all.properties().forEach(each -> TableOptions.of(each.getKey(), each.getValue())));
  }

  /** What follows the columns of a new table. */
  Reshaping.Creation creation(Identifiers identifiers) {
    return (table, keys) ->
        options(table).sql(table, clusterByKeys ? keys : List.of(), identifiers);
  }

  private TableOptions options(Table table) {
    if (tables.isEmpty()) {
      return TableOptions.NONE;
    }
    for (Map.Entry<String, JsonNode> each : tables.get().properties()) {
      if (matches(each.getKey(), table.name().name())) {
        return TableOptions.of(each.getKey(), each.getValue());
      }
    }
    return TableOptions.NONE;
  }

  private static boolean matches(String pattern, String name) {
    String expression =
        List.of(pattern.split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(java.util.stream.Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .matcher(name)
        .matches();
  }
}
