package io.tributary.tap.stripe.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.tap.stripe.stream.StreamEntry;
import io.tributary.tap.stripe.stream.StreamTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;

/** Stripe's own examples of its objects. */
public final class Examples {
  /** Examples of several kinds of objects, by the streams that hold them. */
  public static final Map<String, List<String>> OF_SEVERAL =
      Map.of(
          "bank_account", List.of("external_accounts", "customer_sources"),
          "card", List.of("external_accounts", "customer_sources"),
          "external_account", List.of("external_accounts"),
          "payment_source", List.of("customer_sources"),
          "source", List.of("customer_sources"));

  private Examples() {}

  /** By what Stripe calls the object. */
  public static JsonNode all() throws IOException {
    try (InputStream in = Examples.class.getResourceAsStream("fixtures3.json")) {
      return Json.MAPPER.readTree(Objects.requireNonNull(in));
    }
  }

  /** By stream, Stripe's own example of its objects. */
  public static Map<String, ObjectNode> byStream() throws IOException {
    Map<String, ObjectNode> examples = new LinkedHashMap<>();
    JsonNode fixtures = all();
    for (StreamEntry entry : StreamTable.read().all()) {
      if (fixtures.get(entry.object()) instanceof ObjectNode example) {
        examples.put(entry.name(), example.deepCopy());
      }
    }
    OF_SEVERAL.forEach(
        (object, streams) ->
            streams.forEach(stream -> examples.put(stream, fixtures.get(object).deepCopy())));
    return examples;
  }

  /** What of a record is not as a schema says. */
  public static List<String> problems(JsonSchema schema, JsonNode record) {
    try {
      SchemaLoader.load(new JSONObject(schema.toString()))
          .validate(new JSONObject(record.toString()));
      return List.of();
    } catch (ValidationException e) {
      return e.getAllMessages();
    }
  }
}
