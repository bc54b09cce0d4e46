package io.tributary.tap.googleads.field;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What a field's values are, as Google Ads tells them apart. */
public enum FieldType {
  BOOLEAN("boolean"),
  /** Also the unsigned ones: as JSON they are text. */
  INT64("integer"),
  INT32("integer"),
  /** Also the shorter ones. */
  DOUBLE("number"),
  STRING("string"),
  DATE("string"),
  /** A word, of which later versions have more. */
  ENUM("string"),
  RESOURCE_NAME("string"),
  /** Names with commas between them. */
  FIELD_MASK("string"),
  /** Base 64. */
  BYTES("string"),
  MESSAGE("object");

  private final String json;

  FieldType(String json) {
    this.json = json;
  }

  /** The type that a name of Google's stands for; text, if a later version brings others. */
  static FieldType named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BOOLEAN" -> BOOLEAN;
      case "INT64", "UINT64" -> INT64;
      case "INT32" -> INT32;
      case "DOUBLE", "FLOAT" -> DOUBLE;
      case "DATE" -> DATE;
      case "ENUM" -> ENUM;
      case "RESOURCE_NAME" -> RESOURCE_NAME;
      case "FIELD_MASK" -> FIELD_MASK;
      case "BYTES" -> BYTES;
      case "MESSAGE" -> MESSAGE;
      default -> STRING;
    };
  }

  /** The JSON Schema of one value, which may be null. */
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("type").add("null").add(json);
    if (this == DATE) {
      schema.put("format", "date");
    }
    return schema;
  }
}
