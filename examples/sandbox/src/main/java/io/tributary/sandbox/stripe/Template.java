package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.entity.Kind;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.util.EnumMap;
import java.util.Map;

/** The objects of Stripe's newest version with every field, as they are when nothing is set. */
final class Template {
  private final Map<Kind, ObjectNode> templates = new EnumMap<>(Kind.class);
  private final ObjectNode balance = Json.resource(Template.class, "balance.json");

  Template() {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DISCOUNT && kind != Kind.CLONE) {
        templates.put(kind, Json.resource(Template.class, kind.objectName() + ".json"));
      }
    }
  }

  /** A fresh object of a kind. */
  ObjectNode of(Kind kind) {
    ObjectNode template = templates.get(kind);
    if (template == null) {
      throw new IllegalArgumentException("no template for " + kind);
    }
    return template.deepCopy();
  }

  ObjectNode balance() {
    return balance.deepCopy();
  }

  /**
   * A time as Stripe writes it: the whole seconds since 1970, or null for what has not happened.
   */
  static void time(ObjectNode object, String field, long time, long at) {
    if (time <= at) {
      object.put(field, Math.floorDiv(time, Days.SECOND));
    } else {
      object.putNull(field);
    }
  }
}
