package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What may become of the schema of a table that is there. */
final class SchemaRules {
  private static final Pattern LABEL = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
  private static final Set<Type> GROUPED =
      Set.of(
          Type.INT64,
          Type.NUMERIC,
          Type.BIGNUMERIC,
          Type.BOOL,
          Type.STRING,
          Type.DATE,
          Type.DATETIME,
          Type.TIMESTAMP);

  private static final Set<Type> TIMES = Set.of(Type.DATE, Type.DATETIME, Type.TIMESTAMP);

  private SchemaRules() {}

  static Optional<Column> find(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.isNamed(name)).findFirst();
  }

  /** By tables.patch, tables.update and schemaUpdateOptions: new fields, and fewer that must be. */
  static void grown(TableId table, List<Column> before, List<Column> after) {
    String mismatch = "Provided Schema does not match Table " + table + ". ";
    for (Column column : before) {
      Column now =
          find(after, column.name())
              .orElseThrow(
                  () ->
                      ApiError.invalid(
                          mismatch + "Field " + column.name() + " is missing in new schema"));
      if (now.mode() != column.mode()
          && !(column.mode() == Column.Mode.REQUIRED && now.mode() == Column.Mode.NULLABLE)) {
        throw ApiError.invalid(
            mismatch
                + "Field %s has changed mode from %s to %s"
                    .formatted(column.name(), column.mode(), now.mode()));
      }
      if (now.type() == Type.STRUCT && column.type() == Type.STRUCT) {
        grown(table, column.fields(), now.fields());
      } else if (!now.isSame(column) && !isRoomier(column, now)) {
        throw ApiError.invalid(
            mismatch
                + "Field %s has changed type from %s to %s"
                    .formatted(column.name(), column.type().api(), now.type().api()));
      }
    }
    for (Column column : after) {
      if (column.mode() == Column.Mode.REQUIRED && find(before, column.name()).isEmpty()) {
        throw ApiError.invalid(
            mismatch
                + "Cannot add required fields to an existing schema. (field: "
                + column.name()
                + ")");
      }
    }
  }

  /** By ALTER COLUMN SET DATA TYPE. */
  static void retyped(Column before, Column after) {
    if (!isAssignable(before, after)) {
      throw ApiError.query(
          ("ALTER TABLE ALTER COLUMN SET DATA TYPE requires that the existing column type (%s) is"
                  + " assignable to the new type (%s)")
              .formatted(before.sql(), after.sql()));
    }
  }

  /** Fields of a STRUCT may change as columns do, but for those within an ARRAY; none may come. */
  private static boolean isAssignable(Column before, Column after) {
    boolean isRepeated = before.mode() == Column.Mode.REPEATED;
    if (before.isSame(after)) {
      return true;
    }
    if (isRepeated || after.mode() == Column.Mode.REPEATED) {
      return false;
    }
    if (before.type() != Type.STRUCT || after.type() != Type.STRUCT) {
      return before.type() == after.type()
          ? isRoomier(before, after)
          : before.type().fits(after.type());
    }
    boolean isKept = before.fields().size() == after.fields().size();
    for (int i = 0; isKept && i < after.fields().size(); i++) {
      Column part = after.fields().get(i);
      isKept =
          before.fields().get(i).isNamed(part.name()) && isAssignable(before.fields().get(i), part);
    }
    return isKept;
  }

  /** The same type, with room for all that there was before. */
  private static boolean isRoomier(Column before, Column after) {
    if (before.type() != after.type() || before.type() == Type.STRUCT) {
      return false;
    }
    boolean isLonger =
        after.length() == 0 || (before.length() > 0 && after.length() >= before.length());
    boolean isFiner =
        after.precision() == 0
            || (before.precision() > 0
                && after.scale() >= before.scale()
                && after.precision() - after.scale() >= before.precision() - before.scale());
    return isLonger && isFiner;
  }

  /** Refuses partitions, clusters and labels that the columns have no room for. */
  static void check(ObjectNode table, List<Column> columns) {
    List<String> clusters = new ArrayList<>();
    table.path("clustering").path("fields").forEach(name -> clusters.add(name.asText()));
    clusters(columns, clusters);
    JsonNode time = table.path("timePartitioning");
    if (time.hasNonNull("field")) {
      partitions(columns, time.path("field").asText(), TIMES);
    }
    JsonNode range = table.path("rangePartitioning");
    if (range.hasNonNull("field")) {
      partitions(columns, range.path("field").asText(), Set.of(Type.INT64));
    }
    for (Map.Entry<String, JsonNode> label : table.path("labels").properties()) {
      label(label.getKey(), label.getValue().asText());
    }
  }

  private static void clusters(List<Column> columns, List<String> names) {
    if (names.size() > 4) {
      throw ApiError.invalid("Clustering fields cannot be more than 4, found " + names.size());
    }
    for (String name : names) {
      Column column =
          find(columns, name)
              .orElseThrow(
                  () ->
                      ApiError.invalid(
                          "The field specified for clustering cannot be found in the schema."
                              + " Invalid field: "
                              + name
                              + "."));
      if (!GROUPED.contains(column.type()) || column.mode() == Column.Mode.REPEATED) {
        throw ApiError.invalid(
            "Entity clustering field '"
                + name
                + "' must be a top-level, non-repeated field of a type that can be grouped, not "
                + column.sql());
      }
    }
  }

  private static void partitions(List<Column> columns, String field, Set<Type> types) {
    Column column =
        find(columns, field)
            .orElseThrow(
                () ->
                    ApiError.invalid(
                        "The field specified for partitioning cannot be found in the schema"));
    if (!types.contains(column.type()) || column.mode() == Column.Mode.REPEATED) {
      throw ApiError.invalid(
          "The field specified for the time partition can only be of type TIMESTAMP, DATE or"
              + " DATETIME, for the range partition INTEGER. The type found is: "
              + column.type().api()
              + ".");
    }
  }

  private static void label(String key, String value) {
    if (key.isEmpty()
        || !LABEL.matcher(key).matches()
        || !Character.isLetter(key.charAt(0))
        || !LABEL.matcher(value.toLowerCase(Locale.ROOT)).matches()
        || !value.equals(value.toLowerCase(Locale.ROOT))) {
      throw ApiError.invalid("Invalid value for label \"" + key + "\": " + value);
    }
  }
}
