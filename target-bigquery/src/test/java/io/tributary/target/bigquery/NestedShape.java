package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.sql.Identifiers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A random property: its schema, values that fit it, and what a table holds of such a value, found
 * by a tree instead of by what is tested.
 */
record NestedShape(
    ObjectNode schema, Function<Random, JsonNode> value, UnaryOperator<JsonNode> stored) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of(
          "a",
          "A",
          "b",
          "a b",
          "a_b",
          "a.b",
          "1st",
          "größe",
          "_PARTITIONTIME",
          "select",
          "",
          "it's",
          "_sdc_rest",
          "金額",
          "x\"y",
          "UserId");

  /** A property that may nest so deep. */
  static NestedShape random(Random random, Identifiers identifiers, int depth) {
    int kind = random.nextInt(depth > 0 ? 14 : 9);
    return switch (kind) {
      case 0 -> scalar("{'type':'integer'}", NestedShape::whole);
      case 1 -> scalar("{'type':'number'}", NestedShape::number);
      case 2 -> scalar("{'type':'boolean'}", r -> NODES.booleanNode(r.nextBoolean()));
      case 3 -> scalar("{'type':'string','format':'date'}", r -> NODES.textNode(day(r)));
      case 4 ->
          new NestedShape(
              Settings.object("{'type':'string','format':'date-time'}"),
              r -> NODES.textNode(day(r) + "T01:02:03." + (100_000 + r.nextInt(800_000)) + "Z"),
              value -> NODES.textNode(Instant.parse(value.asText()).toString()));
      case 5 ->
          scalar(
              "{'type':'string','contentEncoding':'base64','format':'binary'}",
              r -> NODES.textNode(Base64.getEncoder().encodeToString(bytes(r))));
      case 6 -> either();
      case 7 -> scalar("{'type':'number','multipleOf':0.01}", r -> cents(r));
      case 8 -> scalar("{'type':'string'}", r -> NODES.textNode(text(r)));
      case 9, 10 -> array(random(random, identifiers, depth - 1), random);
      default -> object(random, identifiers, depth);
    };
  }

  private static NestedShape scalar(String schema, Function<Random, JsonNode> value) {
    return new NestedShape(Settings.object(schema), value, UnaryOperator.identity());
  }

  private static NestedShape either() {
    return new NestedShape(
        Settings.object("{'type':['integer','string']}"),
        r -> r.nextBoolean() ? whole(r) : NODES.textNode(text(r)),
        value -> NODES.textNode(value.asText()));
  }

  private static JsonNode whole(Random random) {
    return NODES.numberNode(random.nextBoolean() ? random.nextLong() : random.nextInt(100));
  }

  private static JsonNode number(Random random) {
    BigInteger digits = new BigInteger(random.nextInt(126), random);
    BigDecimal value = new BigDecimal(digits, random.nextInt(39));
    return NODES.numberNode(random.nextBoolean() ? value : value.negate());
  }

  private static JsonNode cents(Random random) {
    return NODES.numberNode(new BigDecimal(new BigInteger(100, random), 2));
  }

  private static String day(Random random) {
    return "%04d-%02d-%02d"
        .formatted(1900 + random.nextInt(200), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(Random random) {
    String characters = "ab\"\\\n\t'{}[]:, ü€😀\u0001/0";
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(8), 0, characters.codePointCount(0, characters.length()))
        .map(at -> characters.codePointAt(characters.offsetByCodePoints(0, at)))
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static NestedShape array(NestedShape element, Random random) {
    if (random.nextInt(4) == 0 || !isElement(element.schema)) {
      return jsonArray(random.nextBoolean());
    }
    ObjectNode schema = NODES.objectNode().put("type", "array");
    schema.set("items", element.schema);
    return new NestedShape(
        schema, r -> all(r, element.value), value -> mapped(value, element.stored));
  }

  private static boolean isElement(ObjectNode schema) {
    JsonNode type = schema.path("type");
    return !type.asText().equals("array")
        && (!type.isArray() || schema.path("properties").size() > 0);
  }

  /** BigQuery's arrays hold no nulls and no arrays; what may have them is JSON, as it came. */
  private static NestedShape jsonArray(boolean hasNulls) {
    return hasNulls
        ? scalar(
            "{'type':'array','items':{'type':['null','string']}}",
            r -> all(r, it -> it.nextBoolean() ? NODES.nullNode() : NODES.textNode(text(it))))
        : scalar(
            "{'type':'array','items':{'type':'array','items':{'type':'string'}}}",
            r -> all(r, it -> all(it, each -> NODES.textNode(text(each)))));
  }

  private static JsonNode all(Random random, Function<Random, JsonNode> value) {
    ArrayNode all = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      all.add(value.apply(random));
    }
    return all;
  }

  private static JsonNode mapped(JsonNode values, UnaryOperator<JsonNode> each) {
    ArrayNode all = NODES.arrayNode();
    values.forEach(value -> all.add(each.apply(value)));
    return all;
  }

  /** A value whose numbers JSON in BigQuery holds. Nothing looks into it. */
  private static JsonNode plain(Random random) {
    return NODES.objectNode().put("n", random.nextInt(1000)).put("t", text(random));
  }

  private static NestedShape object(Random random, Identifiers identifiers, int depth) {
    Map<String, NestedShape> parts = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      parts.put(NAMES.get(random.nextInt(NAMES.size())), random(random, identifiers, depth - 1));
    }
    boolean isOpen = random.nextBoolean();
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add("object");
    schema.putObject("properties");
    parts.forEach((name, part) -> schema.withObjectProperty("properties").set(name, part.schema));
    if (!isOpen && !parts.isEmpty()) {
      schema.put("additionalProperties", false);
    }
    Map<String, String> fields = fields(parts.keySet(), identifiers);
    return new NestedShape(
        schema,
        r -> value(r, parts, fields, isOpen || parts.isEmpty()),
        value -> fields.isEmpty() ? value : stored(value, parts, fields));
  }

  /** The field of each property that has one: the first of those that are one to BigQuery. */
  private static Map<String, String> fields(Set<String> properties, Identifiers identifiers) {
    Set<String> taken = new HashSet<>(Set.of("_sdc_rest"));
    Map<String, String> fields = new LinkedHashMap<>();
    for (String property : properties) {
      String name = identifiers.column(property);
      if (taken.add(identifiers.key(name))) {
        fields.put(property, name);
      }
    }
    return fields;
  }

  private static JsonNode value(
      Random random, Map<String, NestedShape> parts, Map<String, String> fields, boolean isOpen) {
    ObjectNode object = NODES.objectNode();
    parts.forEach(
        (name, part) -> {
          // What goes to the rest is JSON, in which not every number is exact.
          boolean isLeftOut =
              random.nextInt(4) == 0
                  || (!fields.containsKey(name)
                      && !part.schema.path("type").asText().equals("boolean"));
          if (!isLeftOut) {
            object.set(name, part.value.apply(random));
          }
        });
    if (isOpen && random.nextBoolean()) {
      object.set("un known", plain(random));
      object.set("other", TextNode.valueOf(text(random)));
    }
    return object;
  }

  private static JsonNode stored(
      JsonNode value, Map<String, NestedShape> parts, Map<String, String> fields) {
    ObjectNode struct = NODES.objectNode();
    ObjectNode rest = NODES.objectNode();
    value
        .properties()
        .forEach(
            property -> {
              String field = fields.get(property.getKey());
              if (field == null) {
                rest.set(property.getKey(), property.getValue());
              } else {
                NestedShape part = java.util.Objects.requireNonNull(parts.get(property.getKey()));
                struct.set(field, part.stored.apply(property.getValue()));
              }
            });
    if (!rest.isEmpty()) {
      struct.set("_sdc_rest", rest);
    }
    return struct;
  }
}
