package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.clone.Clone;
import io.tributary.sandbox.entity.Entity;
import io.tributary.sandbox.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The events as the second API tells of them: what changed and where it is, without the object. */
final class ThinEvents {
  private static final String PREFIX = "evt_test_65";
  private static final Set<String> KNOWN = Set.of("limit", "page", "object_id", "types[]");

  private ThinEvents() {}

  static ObjectNode list(View view, Query query, String version) {
    for (String name : query.names()) {
      if (!KNOWN.contains(name) && !name.startsWith("created")) {
        throw Refusal.unknownParameter(name);
      }
    }
    V2Window window = V2Window.of(query);
    Predicate<Event> wanted = event -> window.spans(second(event).toEpochMilli());
    Set<String> types = new HashSet<>(query.all("types[]"));
    if (!types.isEmpty()) {
      wanted = wanted.and(event -> types.contains("v1." + event.type()));
    }
    String subject = query.value("object_id").orElse("");
    if (!subject.isEmpty()) {
      wanted = wanted.and(event -> view.clones().idOf(event.subject()).equals(subject));
    }
    List<Event> events = view.table(Event.class).rows().stream().filter(wanted).toList();
    return V2Page.of(events, window, event -> id(view, event))
        .json("/v2/core/events", query, event -> draw(view, event));
  }

  /** Whole seconds, by which the list is ordered. */
  private static Instant second(Event event) {
    return Instant.ofEpochMilli(event.created()).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String id(View view, Event event) {
    return view.names().token(PREFIX, event.serial());
  }

  private static ObjectNode draw(View view, Event event) {
    ObjectNode json = Json.object().put("id", id(view, event)).put("object", "v2.core.event");
    json.put("type", "v1." + event.type()).put("livemode", false).putNull("context");
    json.put("created", second(event).toString()).putNull("reason");
    json.put("snapshot_event", view.names().of(event));
    json.putObject("related_object")
        .put("id", view.clones().idOf(event.subject()))
        .put("type", object(event.subject()))
        .put("url", path(event.subject()) + "/" + view.clones().idOf(event.subject()));
    return json;
  }

  private static String object(Entity subject) {
    return subject instanceof Clone clone ? clone.listing().object() : subject.kind().objectName();
  }

  private static String path(Entity subject) {
    return subject instanceof Clone clone
        ? clone.listing().path()
        : "/v1/" + subject.kind().objectName() + "s";
  }
}
