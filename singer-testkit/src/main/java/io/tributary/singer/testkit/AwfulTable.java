package io.tributary.singer.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One stream that has everything: each type, as a key and as a value, and names that are hard to
 * hold. Every dialect renders it into a golden file of all its SQL.
 */
public final class AwfulTable {
  private static final String LONG_NAME = "a_long_name_of_many_words_".repeat(8);

  private static final List<String> NAMES =
      List.of(
          "select",
          "Mixed Case",
          "a\"quote",
          "it's",
          "dotted.name",
          "1st",
          "größe",
          "金額",
          LONG_NAME);

  private AwfulTable() {}

  /** The stream, by the name of {@code select from}. */
  public static SchemaMessage schema() {
    JsonSchema schema = JsonSchema.object();
    List<String> keys = new ArrayList<>();
    for (LogicalType type : LogicalType.values()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      keys.add(name + "_key");
      schema = schema.property(name + "_key", type).property(name, type);
    }
    schema =
        schema
            .property("cents", json("{'type': 'number', 'multipleOf': 0.01}"))
            .property("wide", json("{'type': 'integer', 'maximum': 99999999999999999999999999}"))
            .property(
                "digits",
                json("{'type': 'string', 'format': 'singer.decimal', 'precision': 12, 'scale': 4}"))
            .property("short", json("{'type': ['null', 'string'], 'maxLength': 20}"))
            .property("either", json("{'type': ['integer', 'string']}"))
            .property("mixed", json("{'type': ['object', 'string']}"));
    for (String name : NAMES) {
      schema = schema.property(name, LogicalType.STRING);
    }
    return new SchemaMessage("select from", schema, keys);
  }

  private static JsonNode json(String text) {
    return RawJson.of(text.replace('\'', '"')).tree();
  }
}
