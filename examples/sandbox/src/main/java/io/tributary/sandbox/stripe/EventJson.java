package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Customer;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.util.Map;

/** Events as Stripe shows them: the object as it was then, in the shape of the version of then. */
record EventJson(Template template, Portraits portraits, Versions versions) {

  ObjectNode event(Event event) {
    ObjectNode json = template.of(event.kind());
    Entity subject = event.subject();
    long at = event.created();
    String version = versions.ofEventsAt(at);
    json.put("id", portraits.names().of(event)).put("type", event.type());
    json.put("api_version", version).put("created", Math.floorDiv(at, Days.SECOND));
    ObjectNode data = json.withObjectProperty("data");
    boolean leaves = subject instanceof Customer && event.type().equals("customer.deleted");
    ObjectNode now = draw(subject, leaves ? at - 1 : at, version);
    data.set("object", now);
    if (subject.created() < at && !leaves) {
      ObjectNode before = difference(draw(subject, at - 1, version), now);
      if (!before.isEmpty()) {
        data.set("previous_attributes", before);
      }
    }
    return json;
  }

  private ObjectNode draw(Entity subject, long at, String version) {
    ObjectNode drawn = portraits.draw(subject, at);
    if (versions.isOld(version)) {
      OldShapes.apply(drawn);
    }
    return drawn;
  }

  /** The values of before, for the properties that differ; inside objects likewise. */
  static ObjectNode difference(ObjectNode before, ObjectNode after) {
    ObjectNode difference = Json.object();
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      JsonNode old = field.getValue();
      JsonNode young = after.path(field.getKey());
      if (old.isObject() && young.isObject()) {
        ObjectNode inner = difference((ObjectNode) old, (ObjectNode) young);
        if (!inner.isEmpty()) {
          difference.set(field.getKey(), inner);
        }
      } else if (!old.equals(young)) {
        difference.set(field.getKey(), old);
      }
    }
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      if (!before.has(field.getKey())) {
        difference.putNull(field.getKey());
      }
    }
    return difference;
  }
}
