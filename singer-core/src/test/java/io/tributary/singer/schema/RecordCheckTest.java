package io.tributary.singer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.RawJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The fast path against everit's verdict, over random schemas and records of few names and values,
 * so that they meet.
 */
class RecordCheckTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c", "é");
  private static final List<String> TEXTS =
      List.of("", "a", "b", "é😀", "a\nb", "2026-01-31", "2026-01-31T12:00:00Z", "12:00:00", "1.5");
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "5", "2.5", "0.01", "5.0", "1e2", "12345678901234567890.01", "1e-7");
  private static final List<String> TYPES =
      List.of("null", "boolean", "integer", "number", "string", "array", "object");

  @Property(tries = 1000)
  void theFastPathNeverAcceptsWhatEveritRefuses(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode schema = recordSchema(random);
    SchemaJudge judge = SchemaJudge.of(schema);
    for (int i = 0; i < 8; i++) {
      JsonNode record = object(random, 3);
      SchemaCompiler compiler = new SchemaCompiler(true);
      ColumnTree columns = ColumnTree.of("s", JsonSchema.of(schema), Flattening.NONE);
      ObjectCheck check = compiler.record(schema, columns.branches());
      RawJson text = RawJson.of(record);
      JsonCursor cursor = new JsonCursor();
      cursor.reset(text.bytes(), text.offset(), text.offset() + text.length());

      boolean fits = check.read(cursor);

      cursor.finish();
      if (fits && !compiler.needsJudge()) {
        assertThat(judge.fault(record)).as("%s against %s", record, schema).isEmpty();
      }
    }
  }

  @Property(tries = 200)
  void theVerdictIsEverits(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode schema = recordSchema(random);
    SchemaJudge judge = SchemaJudge.of(schema);
    ColumnTree columns = ColumnTree.of("s", JsonSchema.of(schema), Flattening.NONE);
    RecordCheck check = new RecordCheck(JsonSchema.of(schema), columns, true);
    for (int i = 0; i < 8; i++) {
      JsonNode record = object(random, 3);

      assertThat(check.read(RawJson.of(record)).map(RecordCheckTest::words))
          .as("%s against %s", record, schema)
          .isEqualTo(judge.fault(RawJson.of(record).tree()).map(RecordCheckTest::words));
    }
  }

  @Property(tries = 300)
  void theFastPathDecidesOrdinaryRecords(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode record = NODES.objectNode();
    for (String name : NAMES) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      properties.putObject(name).putArray("type").add("null").add(type);
      record.set(name, random.nextBoolean() ? NODES.nullNode() : valueOf(type, random));
    }
    SchemaCompiler compiler = new SchemaCompiler(true);
    ColumnTree columns = ColumnTree.of("s", JsonSchema.of(schema), Flattening.NONE);
    ObjectCheck check = compiler.record(schema, columns.branches());
    RawJson text = RawJson.of(record);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(text.bytes(), text.offset(), text.offset() + text.length());

    assertThat(check.read(cursor)).isTrue();
    assertThat(compiler.needsJudge()).isFalse();
  }

  /** Without the text of a schema, whose properties everit prints in any order. */
  private static String words(String fault) {
    return fault.replaceAll("[{].*", "");
  }

  private static ObjectNode recordSchema(Random random) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    objectKeywords(schema, random, 3);
    schema.withObjectProperty("properties").set("a", schema(random, 2));
    return schema;
  }

  private static JsonNode schema(Random random, int depth) {
    if (random.nextInt(20) == 0) {
      return NODES.booleanNode(random.nextBoolean());
    }
    ObjectNode schema = NODES.objectNode();
    type(schema, random);
    if (random.nextInt(3) == 0) {
      schema.put("minLength", random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      schema.put("maxLength", random.nextInt(4));
    }
    if (random.nextInt(4) == 0) {
      schema.put("format", List.of("date-time", "date", "time", "email").get(random.nextInt(4)));
    }
    numberKeywords(schema, random);
    if (random.nextInt(6) == 0) {
      ArrayNode values = schema.putArray("enum");
      for (int i = 0; i < 3; i++) {
        values.add(value(random, 1));
      }
    }
    if (random.nextInt(10) == 0) {
      schema.set("const", value(random, 1));
    }
    if (random.nextInt(25) == 0) {
      schema.put("pattern", "^a");
    }
    if (depth > 0) {
      nestedKeywords(schema, random, depth - 1);
    }
    return schema;
  }

  private static void type(ObjectNode schema, Random random) {
    int choice = random.nextInt(4);
    if (choice == 0) {
      schema.put("type", TYPES.get(random.nextInt(TYPES.size())));
    } else if (choice < 3) {
      ArrayNode types = schema.putArray("type").add("null");
      types.add(TYPES.get(1 + random.nextInt(TYPES.size() - 1)));
    }
  }

  private static void numberKeywords(ObjectNode schema, Random random) {
    for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      if (random.nextInt(6) == 0) {
        schema.put(bound, new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
      }
    }
    if (random.nextInt(6) == 0) {
      String step = List.of("0.01", "1", "2", "0.5", "1e-7").get(random.nextInt(5));
      schema.put("multipleOf", new BigDecimal(step));
    }
  }

  private static void nestedKeywords(ObjectNode schema, Random random, int depth) {
    if (random.nextInt(3) == 0) {
      objectKeywords(schema, random, depth);
    }
    if (random.nextInt(3) == 0) {
      schema.set("items", schema(random, depth));
    }
    if (random.nextInt(5) == 0) {
      schema.put("minItems", random.nextInt(2));
    }
    if (random.nextInt(5) == 0) {
      schema.put("maxItems", random.nextInt(3));
    }
    for (String combined : List.of("anyOf", "oneOf", "allOf")) {
      if (random.nextInt(5) == 0) {
        ArrayNode branches = schema.putArray(combined);
        branches.add(schema(random, depth)).add(schema(random, depth));
      }
    }
    if (random.nextInt(15) == 0) {
      schema.set("not", schema(random, depth));
    }
  }

  private static void objectKeywords(ObjectNode schema, Random random, int depth) {
    ObjectNode properties = schema.putObject("properties");
    for (String name : NAMES) {
      if (random.nextBoolean() && depth > 0) {
        properties.set(name, schema(random, depth - 1));
      }
    }
    if (random.nextInt(3) == 0) {
      schema.putArray("required").add(NAMES.get(random.nextInt(NAMES.size())));
    }
    int additional = random.nextInt(6);
    if (additional == 0) {
      schema.put("additionalProperties", false);
    } else if (additional == 1 && depth > 0) {
      schema.set("additionalProperties", schema(random, depth - 1));
    }
    if (random.nextInt(6) == 0) {
      schema.put("minProperties", random.nextInt(3));
    }
    if (random.nextInt(6) == 0) {
      schema.put("maxProperties", random.nextInt(4));
    }
  }

  private static JsonNode value(Random random, int depth) {
    return valueOf(TYPES.get(random.nextInt(depth > 0 ? 7 : 5)), random);
  }

  private static JsonNode valueOf(String type, Random random) {
    return switch (type) {
      case "null" -> NODES.nullNode();
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> NODES.numberNode(BigInteger.valueOf(random.nextInt(7) - 2));
      case "number" ->
          NODES.numberNode(new BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
      case "string" -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
      case "array" -> array(random);
      default -> object(random, 1);
    };
  }

  private static JsonNode array(Random random) {
    ArrayNode array = NODES.arrayNode();
    int size = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      array.add(value(random, 0));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    for (String name : NAMES) {
      if (random.nextBoolean()) {
        object.set(name, value(random, depth - 1));
      }
    }
    return object;
  }
}
