package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.schema.ObjectCheck.Property;
import io.tributary.singer.schema.ValueCheck.ArrayCheck;
import io.tributary.singer.schema.ValueCheck.Branches;
import io.tributary.singer.schema.ValueCheck.NumberCheck;
import io.tributary.singer.schema.ValueCheck.StringCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a JSON Schema into checks. Keywords that it does not know in full it leaves to the
 * {@link SchemaJudge}, and says so.
 */
final class SchemaCompiler {
  private static final Set<String> FOR_THE_JUDGE =
      Set.of(
          "$ref",
          "$recursiveRef",
          "pattern",
          "patternProperties",
          "propertyNames",
          "dependencies",
          "not",
          "if",
          "then",
          "else",
          "contains");

  private final boolean validates;
  private boolean needsJudge;

  SchemaCompiler(boolean validates) {
    this.validates = validates;
  }

  /** Whether something was met that only the judge knows. */
  boolean needsJudge() {
    return needsJudge;
  }

  /** The check of a whole record, whose properties go to columns. */
  ObjectCheck record(JsonNode schema, Map<String, ColumnTree.Branch> branches) {
    if (validates) {
      noteUnknown(schema);
      boolean isObject = (kinds(schema) & ValueCheck.OBJECT) != 0;
      if (!isObject
          || schema.has("anyOf")
          || schema.has("oneOf")
          || schema.has("allOf")
          || schema.has("enum")
          || schema.has("const")) {
        needsJudge = true;
      }
    }
    return object(schema, branches);
  }

  private @Nullable ValueCheck value(JsonNode schema) {
    return value(schema, Map.of());
  }

  /** The check of a value; null if everything fits. */
  private @Nullable ValueCheck value(JsonNode schema, Map<String, ColumnTree.Branch> branches) {
    if (!validates) {
      return branches.isEmpty()
          ? null
          : new ValueCheck(
              ValueCheck.ANY, null, null, null, object(schema, branches), null, Branches.NONE);
    }
    if (schema.isBoolean()) {
      return schema.booleanValue()
          ? null
          : new ValueCheck(0, null, null, null, null, null, Branches.NONE);
    }
    noteUnknown(schema);
    boolean isAnything =
        schema.isObject() && schema.propertyStream().noneMatch(p -> isChecked(p.getKey()));
    if (isAnything) {
      return null;
    }
    return new ValueCheck(
        kinds(schema),
        number(schema),
        string(schema),
        constants(schema),
        hasAny(
                schema,
                "properties",
                "required",
                "additionalProperties",
                "minProperties",
                "maxProperties")
            ? object(schema, branches)
            : null,
        hasAny(schema, "items", "minItems", "maxItems") ? array(schema) : null,
        branches(schema));
  }

  private static boolean isChecked(String keyword) {
    return switch (keyword) {
      case "type",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "format",
          "enum",
          "const",
          "properties",
          "required",
          "additionalProperties",
          "minProperties",
          "maxProperties",
          "items",
          "minItems",
          "maxItems",
          "anyOf",
          "oneOf",
          "allOf" ->
          true;
      default -> false;
    };
  }

  private void noteUnknown(JsonNode schema) {
    if (!schema.isObject()
        || FOR_THE_JUDGE.stream().anyMatch(schema::has)
        || schema.path("uniqueItems").asBoolean(schema.path("uniqueItems").isTextual())) {
      needsJudge = true;
    }
  }

  private int kinds(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isMissingNode()) {
      return ValueCheck.ANY;
    }
    if (type.isTextual()) {
      return kind(type.textValue());
    }
    if (!type.isArray()) {
      needsJudge = true;
    }
    int kinds = 0;
    for (JsonNode name : type) {
      kinds |= kind(name.asText());
    }
    return kinds;
  }

  private int kind(String type) {
    return switch (type) {
      case "null" -> ValueCheck.NULL;
      case "boolean" -> ValueCheck.BOOLEAN;
      case "integer" -> ValueCheck.INTEGER;
      case "number" -> ValueCheck.INTEGER | ValueCheck.NUMBER;
      case "string" -> ValueCheck.STRING;
      case "array" -> ValueCheck.ARRAY;
      case "object" -> ValueCheck.OBJECT;
      default -> {
        needsJudge = true;
        yield 0;
      }
    };
  }

  private @Nullable NumberCheck number(JsonNode schema) {
    BigDecimal minimum = bound(schema, "minimum");
    BigDecimal above = bound(schema, "exclusiveMinimum");
    BigDecimal maximum = bound(schema, "maximum");
    BigDecimal below = bound(schema, "exclusiveMaximum");
    BigDecimal step = bound(schema, "multipleOf");
    if (step != null && step.signum() <= 0) {
      needsJudge = true;
      return null;
    }
    if (minimum == null && above == null && maximum == null && below == null && step == null) {
      return null;
    }
    boolean isAbove = above != null && (minimum == null || above.compareTo(minimum) >= 0);
    boolean isBelow = below != null && (maximum == null || below.compareTo(maximum) <= 0);
    return new NumberCheck(
        isAbove ? above : minimum, isAbove, isBelow ? below : maximum, isBelow, step);
  }

  private @Nullable BigDecimal bound(JsonNode schema, String keyword) {
    JsonNode bound = schema.path(keyword);
    if (bound.isNumber()) {
      BigDecimal value = bound.decimalValue();
      if (Math.abs((long) value.scale()) <= DecimalText.MAX_EXPONENT) {
        return value;
      }
    }
    if (!bound.isMissingNode()) {
      needsJudge = true;
    }
    return null;
  }

  private @Nullable StringCheck string(JsonNode schema) {
    int shortest = count(schema, "minLength", 0);
    int longest = count(schema, "maxLength", Integer.MAX_VALUE);
    StringCheck.Format format = format(schema.path("format"));
    return shortest == 0 && longest == Integer.MAX_VALUE && format == StringCheck.Format.NONE
        ? null
        : new StringCheck(shortest, longest, format);
  }

  private StringCheck.Format format(JsonNode format) {
    if (!format.isTextual() && !format.isMissingNode()) {
      needsJudge = true;
    }
    return switch (format.asText()) {
      case "date-time" -> StringCheck.Format.DATE_TIME;
      case "date" -> StringCheck.Format.DATE;
      case "time" -> StringCheck.Format.TIME;
      case "singer.decimal", "x-singer.decimal" -> StringCheck.Format.DECIMAL;
      default -> StringCheck.Format.NONE;
    };
  }

  /** A keyword's count; what it is if the keyword is not there. */
  private int count(JsonNode schema, String keyword, int absent) {
    JsonNode count = schema.path(keyword);
    if (count.isMissingNode()) {
      return absent;
    }
    if (!count.isInt() || count.intValue() < 0) {
      needsJudge = true;
    }
    return count.asInt();
  }

  private @Nullable List<byte[]> constants(JsonNode schema) {
    if (schema.has("const")) {
      if (schema.has("enum")) {
        needsJudge = true;
      }
      return ValueCheck.constants(List.of(schema.get("const")));
    }
    if (!schema.has("enum")) {
      return null;
    }
    if (!schema.get("enum").isArray()) {
      needsJudge = true;
    }
    return ValueCheck.constants(schema.get("enum"));
  }

  private ObjectCheck object(JsonNode schema, Map<String, ColumnTree.Branch> branches) {
    JsonNode given = schema.path("properties");
    if (validates && !given.isObject() && !given.isMissingNode()) {
      needsJudge = true;
    }
    Set<String> required = validates ? required(schema) : Set.of();
    List<Property> properties = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Map.Entry<String, JsonNode> property : given.properties()) {
      String name = property.getKey();
      named.add(name);
      ColumnTree.Branch branch = branches.get(name);
      properties.add(
          new Property(
              name,
              required.contains(name),
              value(property.getValue(), branch == null ? Map.of() : branch.branches()),
              branch == null ? ObjectCheck.NO_COLUMN : branch.column(),
              branch != null && branch.column() == ObjectCheck.NO_COLUMN));
    }
    JsonNode additional = validates ? schema.path("additionalProperties") : schema.path("-");
    boolean isSchema = additional.isObject();
    ValueCheck additionalCheck = isSchema ? value(additional) : null;
    for (String name : required) {
      if (!named.contains(name)) {
        properties.add(new Property(name, true, additionalCheck, ObjectCheck.NO_COLUMN, false));
        if (additional.isBoolean() && !additional.booleanValue()) {
          needsJudge = true;
        }
      }
    }
    if (!isSchema && !additional.isBoolean() && !additional.isMissingNode()) {
      needsJudge = true;
    }
    return new ObjectCheck(
        properties,
        additionalCheck,
        additional.asBoolean(true),
        validates ? count(schema, "minProperties", 0) : 0,
        validates ? count(schema, "maxProperties", Integer.MAX_VALUE) : Integer.MAX_VALUE);
  }

  private Set<String> required(JsonNode schema) {
    Set<String> names = new LinkedHashSet<>();
    JsonNode required = schema.path("required");
    if (!required.isArray() && !required.isMissingNode()) {
      needsJudge = true;
    }
    for (JsonNode name : required) {
      if (!name.isTextual()) {
        needsJudge = true;
      }
      names.add(name.asText());
    }
    return names;
  }

  private ArrayCheck array(JsonNode schema) {
    JsonNode items = schema.path("items");
    boolean isOne = items.isObject() || items.isBoolean();
    if (!isOne && !items.isMissingNode()) {
      needsJudge = true;
    }
    return new ArrayCheck(
        isOne ? value(items) : null,
        count(schema, "minItems", 0),
        count(schema, "maxItems", Integer.MAX_VALUE));
  }

  private Branches branches(JsonNode schema) {
    if (!hasAny(schema, "allOf", "anyOf", "oneOf")) {
      return Branches.NONE;
    }
    List<ValueCheck> any = list(schema, "anyOf");
    List<ValueCheck> one = list(schema, "oneOf");
    return new Branches(
        list(schema, "allOf"),
        schema.has("anyOf") ? List.of(any) : List.of(),
        schema.has("oneOf") ? List.of(one) : List.of());
  }

  private List<ValueCheck> list(JsonNode schema, String keyword) {
    List<ValueCheck> checks = new ArrayList<>();
    JsonNode branches = schema.path(keyword);
    if (!branches.isArray() && !branches.isMissingNode()) {
      needsJudge = true;
    }
    for (JsonNode branch : branches) {
      ValueCheck check = value(branch);
      checks.add(
          check == null
              ? new ValueCheck(ValueCheck.ANY, null, null, null, null, null, Branches.NONE)
              : check);
    }
    return checks;
  }

  private static boolean hasAny(JsonNode schema, String... keywords) {
    for (String keyword : keywords) {
      if (schema.has(keyword)) {
        return true;
      }
    }
    return false;
  }
}
