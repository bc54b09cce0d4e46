package io.tributary.tap.googleads.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a stream, by the fields that fill them. A value. */
public final class Shape {
  /** What is in millionths of a currency though its name does not say so. */
  private static final Pattern HIDDEN_MICROS =
      Pattern.compile(
          "metrics\\.(average_(cost|cpc|cpe|cpm|cpv|target_cpa)|trueview_average_cpv"
              + "|cost_per_\\w*conversion|cost_per_current_model_attributed_conversion"
              + "|active_view_cpm|benchmark_average_max_cpc)(_micros)?");

  /** Figures of a part that do not add up to that of the whole. */
  private static final Pattern NOT_ADDITIVE =
      Pattern.compile(
          "metrics\\.(average_.*|trueview_average_.*|.*_rate(_.*)?|.*_share|.*percentage.*|.*_ctr"
              + "|ctr|cost_per_.*|value_per_.*|auction_insight_.*|unique_users.*|.*_cpm"
              + "|phone_through_rate|relative_ctr|optimization_score.*|historical_.*)");

  private final StreamEntry entry;
  private final List<Column> columns;
  private final JsonSchema schema;

  private Shape(StreamEntry entry, List<Column> columns, JsonSchema schema) {
    this.entry = entry;
    this.columns = columns;
    this.schema = schema;
  }

  /** The columns for the fields of a stream. */
  static Shape of(StreamEntry entry, List<AdsField> fields, Micros micros) {
    ColumnNames names = new ColumnNames(entry.query().from(), entry.isReport());
    List<Column> columns = new ArrayList<>();
    JsonSchema schema = RowStamp.schema(entry);
    ObjectNode json = schema.toJson();
    ObjectNode properties = json.withObjectProperty("properties");
    for (AdsField field : fields) {
      if (isOnEveryRecord(entry, field)) {
        continue;
      }
      for (Column column : columns(field, micros, names)) {
        columns.add(column);
        properties.set(column.name(), described(column));
      }
    }
    return new Shape(entry, List.copyOf(columns), JsonSchema.of(json));
  }

  private static boolean isOnEveryRecord(StreamEntry entry, AdsField field) {
    return entry.isReport()
        ? RowStamp.KNOWN_FIELDS.contains(field.name())
        : field.name().equals("customer.id") && !entry.query().from().equals("customer");
  }

  private static List<Column> columns(AdsField field, Micros micros, ColumnNames names) {
    String name = names.name(field);
    Column raw = new Column(name, field, false);
    if (micros == Micros.RAW || !isMicros(field)) {
      return List.of(raw);
    }
    Column money = new Column(names.inCurrency(name), field, true);
    return micros == Micros.DECIMAL ? List.of(money) : List.of(raw, money);
  }

  private static boolean isMicros(AdsField field) {
    boolean isNumber = field.type() == FieldType.INT64 || field.type() == FieldType.DOUBLE;
    boolean saysSo = field.name().endsWith("_micros") && !field.name().contains("fraction");
    return isNumber
        && !field.isRepeated()
        && (saysSo || HIDDEN_MICROS.matcher(field.name()).matches());
  }

  private static JsonNode described(Column column) {
    ObjectNode schema = column.schema();
    if (NOT_ADDITIVE.matcher(column.field().name()).matches()) {
      schema.set("x-additive", BooleanNode.FALSE);
    }
    return schema;
  }

  public StreamEntry entry() {
    return entry;
  }

  public List<Column> columns() {
    return columns;
  }

  public JsonSchema schema() {
    return schema;
  }

  /** The fields that fill the columns of these names, in order, each once. */
  List<AdsField> fields(Set<String> names) {
    return columns.stream()
        .filter(column -> names.contains(column.name()))
        .map(Column::field)
        .distinct()
        .toList();
  }

  /** The column that shows a field as it is. */
  Optional<Column> column(String field) {
    return columns.stream().filter(column -> column.field().name().equals(field)).findFirst();
  }
}
