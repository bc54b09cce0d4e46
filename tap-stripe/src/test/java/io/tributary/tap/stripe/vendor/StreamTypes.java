package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.vendor.Typings.Declared;
import java.io.IOException;
import java.util.Set;

/** The types of all streams' objects, from what Stripe publishes. */
final class StreamTypes {
  /** What is read of an object's objects: one level more than the schemas show. */
  static final int DEEPEST = 3;

  private final Typings typings;
  private final JavaNumbers numbers;
  private final Endpoints endpoints;
  private final int deepest;

  StreamTypes(Vendor vendor, int deepest) throws IOException {
    this.typings = new Typings(vendor.typings());
    this.numbers = JavaNumbers.of(vendor.javaSources());
    this.endpoints = Endpoints.of(typings);
    this.deepest = deepest;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /**
   * By stream, the properties of its objects.
   *
   * @param streams the table of streams
   */
  ObjectNode of(JsonNode streams) {
    ObjectNode types = Json.MAPPER.createObjectNode();
    for (JsonNode stream : streams) {
      String model = stream.path("model").asText();
      if (!model.isEmpty()) {
        String[] place = model.split("#", 2);
        add(types, stream, typings.find(place[0], place[1]).orElseThrow());
      } else if (!Set.of("one", "made").contains(stream.path("read").asText())) {
        endpoints
            .at(stream.path("path").asText())
            .ifPresent(endpoint -> add(types, stream, base(endpoint.object())));
      }
    }
    return types;
  }

  /** Events are a union of hundreds of types, which share what they have but for the data. */
  private Declared base(Declared object) {
    return object.name().equals("Event")
        ? typings.find(object.file(), "EventBase").orElse(object)
        : object;
  }

  private void add(ObjectNode types, JsonNode stream, Declared object) {
    ObjectTypes reader = new ObjectTypes(typings, numbers, deepest);
    ObjectNode properties = reader.properties(object);
    if (!reader.unresolved().isEmpty()) {
      throw new IllegalStateException(
          stream.path("name").asText() + " has types that nobody declares: " + reader.unresolved());
    }
    properties.remove("deleted");
    types.set(stream.path("name").asText(), properties);
  }
}
