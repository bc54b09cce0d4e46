package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Setting;
import io.tributary.singer.connector.WholeRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What columns records go to, and what those are called. */
record ColumnSettings(
    @Setting(
            value =
                "Whether each property has a column: true, in which objects whose schema lists"
                    + " properties are STRUCT, arrays of one type that are never null inside are"
                    + " REPEATED, and all else that nests is JSON. Or false: the whole record is in"
                    + " one JSON column, `data`, and beside it are only the keys. A table that is"
                    + " there keeps its JSON columns and its STRUCTs.",
            byDefault = "true")
        boolean denormalized,
    @Setting(
            "How the names of properties become those of columns and of fields within them: an"
                + " object such as {\"snake_case\": true}, or with lower. quote,"
                + " add_underscore_when_invalid and replace_period_with_underscore are accepted as"
                + " well, and change nothing: names are always quoted, and made legal.")
        Optional<ObjectNode> columnNameTransforms,
    @Setting(
            value =
                "What a date-time becomes in a new column: timestamp, which is the moment, or"
                    + " datetime, the clock of UTC without a zone. One that comes without a zone"
                    + " counts as UTC. A column that is there keeps its type.",
            byDefault = "\"timestamp\"")
        TimestampType timestampType) {
  private static final String SNAKE_CASE = "snake_case";
  private static final String LOWER = "lower";
  private static final Set<String> TRANSFORMS =
      Set.of(
          LOWER,
          "quote",
          "add_underscore_when_invalid",
          SNAKE_CASE,
          "replace_period_with_underscore");

  /** Before a capital that begins a word, or that follows a small letter or a digit. */
  private static final Pattern WORD =
      Pattern.compile("(?<=[^_])(?=[A-Z][a-z])|(?<=[a-z0-9])(?=[A-Z])");

  ColumnSettings {
    columnNameTransforms.ifPresent(ColumnSettings::check);
  }

  private static void check(ObjectNode transforms) {
    transforms
        .properties()
        .forEach(
            each -> {
              if (!TRANSFORMS.contains(each.getKey()) || !each.getValue().isBoolean()) {
                throw new IllegalArgumentException(
                    "column_name_transforms has "
                        + each.getKey()
                        + ", which is not true or false for one of "
                        + TRANSFORMS.stream().sorted().collect(Collectors.joining(", ")));
              }
            });
  }

  /** The column that holds the record as it came, if there is one. */
  Optional<WholeRecord> wholeRecord() {
    return denormalized ? Optional.empty() : Optional.of(new WholeRecord("data"));
  }

  /** What the column of a property is to be called. */
  UnaryOperator<String> rename() {
    boolean isSnake = isSet(SNAKE_CASE);
    boolean isLower = isSnake || isSet(LOWER);
    return name -> {
      String apart = isSnake ? WORD.matcher(name).replaceAll("_") : name;
      return isLower ? apart.toLowerCase(Locale.ROOT) : apart;
    };
  }

  private boolean isSet(String transform) {
    return columnNameTransforms.filter(it -> it.path(transform).asBoolean()).isPresent();
  }
}
