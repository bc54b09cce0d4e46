package io.tributary.tap.stripe.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Pages;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.api.ObjectReader.FollowUp;
import io.tributary.tap.stripe.api.ScratchFile.Piece;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.change.Change;
import io.tributary.tap.stripe.change.ChangedObjects;
import io.tributary.tap.stripe.record.Bookkeeping;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records of a list's objects: each one, or what is listed inside of each. Thread-safe, as
 * what it hands on to is.
 */
final class ObjectSink {
  private static final Logger log = LoggerFactory.getLogger(ObjectSink.class);

  private final StripeApi api;
  private final Resource resource;
  private final RecordShape shape;
  private final RecordOutput out;

  /** The event for which an object comes, and where to see what it was before. */
  record Cause(Change change, ChangedObjects changes) {
    private ObjectNode on(ObjectNode record) {
      if (!record.hasNonNull(Bookkeeping.UPDATED)) {
        record.put(Bookkeeping.UPDATED, change.at());
      }
      return record.put(Bookkeeping.UPDATED_BY, change.type());
    }
  }

  /**
   * @param api where to ask for what else is inside of objects: before more objects are asked for,
   *     which would only make more of that
   */
  ObjectSink(StripeApi api, Resource resource, RecordShape shape, RecordOutput out) {
    this.api = api.goingFirst();
    this.resource = resource;
    this.shape = shape;
    this.out = out;
  }

  void position(Position position) throws InterruptedException {
    out.position(position.toJson());
  }

  /** An object that was listed. */
  Optional<FollowUp> listed(ObjectNode object, Request request)
      throws IOException, InterruptedException {
    if (resource.children().isPresent()) {
      return children(
          object, request, resource.children().get(), child -> put(listed(child, object)));
    }
    for (ObjectNode part : parts(object)) {
      put(listed(part, object));
    }
    return Optional.empty();
  }

  /** What was never told to have changed is as it was when it was created. */
  private static ObjectNode listed(ObjectNode record, ObjectNode dated) {
    JsonNode created = StripeApi.created(dated);
    if (!record.hasNonNull(Bookkeeping.UPDATED) && created.isValueNode()) {
      record.set(Bookkeeping.UPDATED, created);
    }
    return record;
  }

  /** An object that has changed, as it is now. */
  void changed(ObjectNode object, Request request, Cause cause)
      throws IOException, InterruptedException {
    if (resource.children().isEmpty()) {
      for (ObjectNode part : parts(object)) {
        put(cause.on(part));
      }
      return;
    }
    Set<String> present = Collections.synchronizedSet(new HashSet<>());
    Optional<FollowUp> rest =
        children(
            object,
            request,
            resource.children().get(),
            child -> {
              present.add(child.path("id").asText());
              put(cause.on(child));
            });
    if (rest.isPresent()) {
      rest.get().read();
    }
    vanished(object, request, cause, present);
  }

  /** An object that is gone, as it was. */
  void gone(ObjectNode object, Request request, Cause cause)
      throws IOException, InterruptedException {
    if (resource.children().isEmpty()) {
      for (ObjectNode part : parts(object)) {
        gone(part, cause);
      }
      return;
    }
    Resource.Children kind = resource.children().get();
    JsonNode embedded = object.path(kind.field());
    Set<String> told = new HashSet<>();
    for (JsonNode child : embedded.path("data")) {
      told.add(child.path("id").asText());
      gone(ofParent(object, StripeApi.object(child, request), kind), cause);
    }
    if (StripeApi.hasMore(embedded)) {
      log.warn(
          "an object is gone, and only the first of what was in it can be marked as gone"
              + " request=\"{}\" marked={}",
          request,
          told.size());
    }
    vanished(object, request, cause, told);
  }

  private List<ObjectNode> parts(ObjectNode object) {
    return resource.parts().map(how -> how.of(object)).orElseGet(() -> List.of(object));
  }

  private void gone(ObjectNode record, Cause cause) throws InterruptedException {
    Change.Sight last = cause.change().last();
    long at = last != null && last.at() > cause.change().at() ? last.at() : cause.change().at();
    put(cause.on(record).put(Bookkeeping.IS_DELETED, true).put(Bookkeeping.DELETED_AT, at));
  }

  /** What earlier events showed inside an object and is not there any more. */
  private void vanished(ObjectNode parent, Request request, Cause cause, Set<String> known)
      throws IOException, InterruptedException {
    Resource.Children kind = resource.children().orElseThrow();
    for (Piece piece : cause.change().former()) {
      for (JsonNode node : cause.changes().shown(piece)) {
        ObjectNode child = StripeApi.object(node, request);
        if (known.add(child.path("id").asText())) {
          gone(ofParent(parent, child, kind), cause);
        }
      }
    }
  }

  private void put(ObjectNode record) throws InterruptedException {
    out.record(shape.shape(record));
  }

  /** What to do with something listed inside an object. */
  @FunctionalInterface
  private interface ChildReader {
    void read(ObjectNode child) throws InterruptedException;
  }

  /**
   * Reads the first few children, which come with their parent.
   *
   * @return the others, if there are any
   */
  private Optional<FollowUp> children(
      ObjectNode object, Request list, Resource.Children kind, ChildReader each)
      throws InterruptedException {
    Request rest = kind.rest().apply(object).orElse(null);
    if (rest == null) {
      return Optional.empty();
    }
    JsonNode embedded = object.path(kind.field());
    for (JsonNode child : embedded.path("data")) {
      each.read(ofParent(object, StripeApi.object(child, list), kind));
    }
    Pages.Reader reader =
        page -> {
          for (ObjectNode child : StripeApi.objects(page)) {
            each.read(ofParent(object, child, kind));
          }
        };
    if (!embedded.isObject()) {
      return Optional.of(() -> pages(rest, rest, reader));
    }
    return StripeApi.hasMore(embedded)
        ? Optional.of(() -> pages(StripeApi.after(embedded, list, rest), rest, reader))
        : Optional.empty();
  }

  private void pages(Request first, Request all, Pages.Reader reader)
      throws IOException, InterruptedException {
    try {
      begunAgain(first, all, reader);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isMissing(refusal)) {
        throw refusal;
      }
      log.warn("its parent is gone, so there is no more of it request=\"{}\"", first);
    }
  }

  private void begunAgain(Request first, Request all, Pages.Reader reader)
      throws IOException, InterruptedException {
    try {
      api.pages(first, reader);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      api.pages(all, reader); // the one to go on after was deleted: begin again, once
    }
  }

  private static ObjectNode ofParent(ObjectNode parent, ObjectNode child, Resource.Children kind) {
    if (!child.hasNonNull(kind.parent())) {
      child.set(kind.parent(), parent.path("id"));
    }
    return child;
  }
}
