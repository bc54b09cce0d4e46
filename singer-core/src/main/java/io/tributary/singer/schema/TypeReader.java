package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads off a property's JSON Schema what a column for it must hold. Lists of types, {@code anyOf}
 * and {@code oneOf} are unions, and no branch is dropped.
 */
final class TypeReader {
  private @Nullable ColumnType type;
  private boolean nullable;

  private TypeReader() {}

  static Field field(String name, JsonNode schema) {
    TypeReader reader = new TypeReader();
    reader.read(schema);
    ColumnType found = reader.type;
    boolean isBase64 = schema.path("contentEncoding").asText().equals("base64");
    return new Field(name, found == null ? ColumnType.ANY : found, reader.nullable, isBase64);
  }

  private void read(JsonNode schema) {
    List<JsonNode> branches = branches(schema);
    List<String> types = types(schema.path("type"));
    if (!branches.isEmpty() && types.isEmpty()) {
      branches.forEach(this::read);
      return;
    }
    if (types.isEmpty()) {
      types = impliedTypes(schema);
    }
    for (String name : types) {
      if (name.equals("null")) {
        nullable = true;
      } else {
        add(typeOf(name, schema));
      }
    }
    for (JsonNode part : schema.path("allOf")) {
      refine(part);
    }
  }

  /** A part of an {@code allOf} narrows what the rest says; it counts where nothing else does. */
  private void refine(JsonNode part) {
    if (type == null || type.equals(ColumnType.ANY)) {
      type = null;
      read(part);
    }
  }

  private void add(ColumnType found) {
    type = type == null ? found : type.widen(found);
  }

  private static List<JsonNode> branches(JsonNode schema) {
    List<JsonNode> branches = new ArrayList<>();
    schema.path("anyOf").forEach(branches::add);
    schema.path("oneOf").forEach(branches::add);
    return branches;
  }

  private static List<String> types(JsonNode type) {
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(name -> types.add(name.asText()));
    return types;
  }

  /** What a schema without a type allows: the kinds of its constants, or anything. */
  private static List<String> impliedTypes(JsonNode schema) {
    List<String> types = new ArrayList<>();
    schema.path("enum").forEach(value -> types.add(kindOf(value)));
    if (schema.has("const")) {
      types.add(kindOf(schema.get("const")));
    }
    if (types.isEmpty()) {
      types.add(schema.has("properties") ? "object" : "any");
      types.add("null");
    }
    return types;
  }

  private static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING -> "string";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case BINARY, MISSING, POJO -> "any";
    };
  }

  private static ColumnType typeOf(String name, JsonNode schema) {
    return switch (name) {
      case "boolean" -> ColumnType.BOOLEAN;
      case "integer" -> integer(schema);
      case "number" -> number(schema);
      case "object" -> ColumnType.OBJECT;
      case "array" -> ColumnType.ARRAY;
      case "string" -> string(schema);
      default -> ColumnType.ANY;
    };
  }

  private static ColumnType integer(JsonNode schema) {
    int digits = Math.max(digits(schema.path("minimum")), digits(schema.path("maximum")));
    return digits > ColumnType.LONG_DIGITS + 1 ? ColumnType.integer(digits) : ColumnType.INTEGER;
  }

  private static int digits(JsonNode bound) {
    return bound.isNumber() ? bound.decimalValue().toBigInteger().abs().toString().length() : 0;
  }

  private static ColumnType number(JsonNode schema) {
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber() && step.decimalValue().signum() > 0) {
      int scale = Math.max(0, step.decimalValue().stripTrailingZeros().scale());
      if (scale <= ColumnType.MAX_DIGITS) {
        return ColumnType.decimal(ColumnType.MAX_DIGITS, scale);
      }
    }
    return isDecimalFormat(schema) ? singerDecimal(schema) : ColumnType.NUMBER;
  }

  private static ColumnType string(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> ColumnType.TIMESTAMP;
      case "date" -> ColumnType.DATE;
      case "time" -> ColumnType.TIME;
      case "binary" -> ColumnType.BINARY;
      case "singer.decimal", "x-singer.decimal" -> singerDecimal(schema);
      default -> isDecimalFormat(schema) ? singerDecimal(schema) : limited(schema);
    };
  }

  private static ColumnType limited(JsonNode schema) {
    return ColumnType.string(schema.path("maxLength").asInt(0));
  }

  private static boolean isDecimalFormat(JsonNode schema) {
    return schema.path("format").asText().endsWith("singer.decimal")
        || schema.has("x-singer.decimal");
  }

  /**
   * A decimal that travels as a string: with the precision and scale that are given, else like a
   * plain number.
   */
  private static ColumnType singerDecimal(JsonNode schema) {
    JsonNode precision = first(schema, "precision");
    JsonNode scale = first(schema, "scale");
    if (precision.isInt() && scale.isInt() && isDecimal(precision.intValue(), scale.intValue())) {
      return ColumnType.decimal(precision.intValue(), scale.intValue());
    }
    return ColumnType.NUMBER;
  }

  private static boolean isDecimal(int precision, int scale) {
    return precision > 0 && scale >= 0 && scale <= precision && precision <= ColumnType.MAX_DIGITS;
  }

  private static JsonNode first(JsonNode schema, String name) {
    JsonNode plain = schema.path(name);
    return plain.isMissingNode() ? schema.path("x-singer.decimal").path(name) : plain;
  }
}
