package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again the objects of a list that have changed since they were read.
 *
 * <p>Events tell which; the objects themselves are asked for, because an event shows an object in
 * the API version of the account and not in ours, and as it was and not as it is.
 */
final class ChangeFeed {
  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Request EVENTS = Request.get("/v1/events");
  private static final int IDS_AT_ONCE = 20;

  private final StripeApi api;
  private final Resource resource;
  private final ObjectSink sink;

  /** By id: what was told of an object's end, if it came to one. */
  private final Map<String, LastWords> changed = new LinkedHashMap<>();

  /**
   * What an event told.
   *
   * @param object the object as it was when it was deleted; null if it was not
   * @param at when, in seconds of the epoch
   */
  private record LastWords(@Nullable ObjectNode object, long at) {}

  ChangeFeed(StripeApi api, Resource resource, ObjectSink sink) {
    this.api = api;
    this.resource = resource;
    this.sink = sink;
  }

  /**
   * Reads the changes since a moment, up to the newest that can be seen.
   *
   * @param older only of objects that were created in this span of time
   * @param parallel how many requests to make at once
   */
  void read(Instant since, Window older, int parallel) throws IOException, InterruptedException {
    Request events = EVENTS.with(Window.SINCE, Long.toString(since.getEpochSecond()));
    for (String type : resource.changes().events()) {
      events = events.adding("types[]", type);
    }
    api.pages(events, page -> collect(page, older));
    log.debug("changed list={} objects={}", resource.path(), changed.size());
    Windows.read(portions(), parallel, portion -> readAgain(portion, older), portion -> {});
  }

  private void collect(Answer page, Window older) {
    for (JsonNode event : StripeApi.objects(page)) {
      JsonNode object = event.at("/data/object");
      boolean own = object.path("object").asText().equals(resource.changes().object());
      boolean deleted = own && event.path("type").asText().endsWith(".deleted");
      JsonNode named = own ? object.path("id") : object.path(resource.changes().field());
      JsonNode id = named.isObject() ? named.path("id") : named;
      if (id.isTextual() && matters(object, own, deleted, older)) {
        ObjectNode last = deleted && object instanceof ObjectNode whole ? whole : null;
        changed.merge(
            id.textValue(),
            new LastWords(last, event.path("created").asLong()),
            ChangeFeed::merged);
      }
    }
  }

  /** Within one second events have no order, so that the end of an object need not come last. */
  private static LastWords merged(LastWords newer, LastWords older) {
    return newer.object() == null ? older : newer;
  }

  /**
   * What this run lists, it lists as it is now. Only that something has gone is not to be seen in a
   * list, although an earlier run may have listed it.
   */
  private static boolean matters(JsonNode object, boolean own, boolean deleted, Window older) {
    if (!own) {
      return true;
    }
    return deleted ? older.from() <= object.path("created").asLong() : older.holds(object);
  }

  private List<List<String>> portions() {
    List<String> ids = new ArrayList<>(changed.keySet());
    List<List<String>> portions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += IDS_AT_ONCE) {
      portions.add(ids.subList(i, Math.min(i + IDS_AT_ONCE, ids.size())));
    }
    return portions;
  }

  private void readAgain(List<String> ids, Window older) throws IOException, InterruptedException {
    for (String id : ids) {
      Request request = resource.one(id);
      try {
        ObjectNode object = StripeApi.object(api.send(request));
        if (object.path("deleted").asBoolean()) {
          deleted(id, request);
        } else if (older.holds(object)) {
          sink.object(object, request);
        }
      } catch (HttpException refusal) {
        if (!StripeRefusals.isMissing(refusal)) {
          throw refusal;
        }
        deleted(id, request);
      }
    }
  }

  /** What is left of a deleted object is what its last event showed. */
  private void deleted(String id, Request request) throws IOException, InterruptedException {
    LastWords last = changed.get(id);
    if (last == null || last.object() == null) {
      log.warn("an object is gone and no event tells of it request=\"{}\"", request);
    } else if (resource.isPlain()) {
      last.object().put("is_deleted", true).put("deleted_at", last.at());
      sink.object(last.object(), request);
    }
  }
}
