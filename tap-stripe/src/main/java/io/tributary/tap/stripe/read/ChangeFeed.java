package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.Change;
import io.tributary.tap.stripe.change.ChangedObjects;
import io.tributary.tap.stripe.stream.Hydrate;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the objects of a list that have changed since they were read.
 *
 * <p>Events tell which. The objects themselves are asked for, unless the event shows them as they
 * would come: an event may show an object in another API version than ours.
 */
final class ChangeFeed {
  private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);
  private static final int OBJECTS_AT_ONCE = 20;

  private final StripeApi api;
  private final Resource resource;
  private final Scope scope;
  private final ObjectSink sink;

  ChangeFeed(StripeApi api, Resource resource, Scope scope, ObjectSink sink) {
    this.api = api;
    this.resource = resource;
    this.scope = scope;
    this.sink = sink;
  }

  /**
   * Brings what has changed.
   *
   * @param older only of objects that were created in this span of time
   */
  void read(ChangedObjects changes, Window older) throws IOException, InterruptedException {
    changes.read(
        some -> {
          log.debug("changed list={} objects={}", resource.path(), some.size());
          Windows.read(
              portions(some),
              scope.parallel(),
              portion -> {
                for (Map.Entry<String, Change> change : portion) {
                  bring(change.getKey(), change.getValue(), changes, older);
                }
              },
              portion -> {});
        });
  }

  private static List<List<Map.Entry<String, Change>>> portions(Map<String, Change> changes) {
    List<Map.Entry<String, Change>> all = new ArrayList<>(changes.entrySet());
    List<List<Map.Entry<String, Change>>> portions = new ArrayList<>();
    for (int i = 0; i < all.size(); i += OBJECTS_AT_ONCE) {
      portions.add(all.subList(i, Math.min(i + OBJECTS_AT_ONCE, all.size())));
    }
    return portions;
  }

  private void bring(String id, Change change, ChangedObjects changes, Window older)
      throws IOException, InterruptedException {
    Change.Sight last = change.last();
    if (last != null && last.born() != 0 && !matters(change, last.born(), older)) {
      return;
    }
    if (change.isDeletion() || (last != null && isTakenFromEvent(change))) {
      shown(id, change, changes);
    } else if (scope.following().hydrate() == Hydrate.NEVER) {
      log.debug("no event shows it list={} event=\"{}\"", resource.path(), change.type());
    } else {
      asked(id, change, changes, older);
    }
  }

  /**
   * What this run lists, it lists as it is now. Only that something has gone, or went from inside
   * of it, is not to be seen in a list, although an earlier run may have listed it.
   */
  private static boolean matters(Change change, long born, Window older) {
    boolean loses = !change.former().isEmpty() || (change.last() != null && change.last().isGone());
    return older.from() <= born && (loses || born < older.until());
  }

  private boolean isTakenFromEvent(Change change) {
    return switch (scope.following().hydrate()) {
      case NEVER -> true;
      case ALWAYS -> false;
      case AUTO -> change.showsObject() && !isExpanded(resource.one("id"));
    };
  }

  private static boolean isExpanded(Request request) {
    return request.parameters().stream()
        .anyMatch(parameter -> parameter.name().startsWith("expand"));
  }

  /** Takes the object as its last event shows it. */
  private void shown(String id, Change change, ChangedObjects changes)
      throws IOException, InterruptedException {
    Change.Sight last = change.last();
    Request request = resource.one(id);
    ObjectSink.Cause cause = new ObjectSink.Cause(change, changes);
    if (last == null) {
      log.warn(
          "an object is gone and no event shows what it was list={} id={}", resource.path(), id);
      if (resource.children().isPresent()) { // what went from inside of it is known all the same
        sink.gone(Json.MAPPER.createObjectNode().put("id", id), request, cause);
      }
      return;
    }
    ObjectNode object = StripeApi.object(changes.shown(last.object()), request);
    if (last.isGone()) {
      sink.gone(object, request, cause);
    } else {
      sink.changed(object, request, cause);
    }
  }

  private void asked(String id, Change change, ChangedObjects changes, Window older)
      throws IOException, InterruptedException {
    Request request = resource.one(id);
    ObjectSink.Cause cause = new ObjectSink.Cause(change, changes);
    try {
      ObjectNode object = StripeApi.object(api.send(request));
      if (object.path("deleted").asBoolean()) {
        gone(id, change, changes);
      } else if (matters(change, StripeApi.created(object).asLong(), older)) {
        sink.changed(object, request, cause);
      }
    } catch (HttpException refusal) {
      if (!StripeRefusals.isMissing(refusal)) {
        throw refusal;
      }
      gone(id, change, changes);
    }
  }

  /** It cannot be read any more, whether an event tells of its end or does not yet. */
  private void gone(String id, Change change, ChangedObjects changes)
      throws IOException, InterruptedException {
    Change.Sight last = change.last();
    if (last == null) {
      shown(id, change, changes);
    } else {
      Change.Sight end =
          new Change.Sight(last.at(), last.born(), true, last.isCurrent(), last.object());
      shown(
          id,
          new Change(
              change.at(), change.type(), change.event(), change.isTied(), end, change.former()),
          changes);
    }
  }
}
