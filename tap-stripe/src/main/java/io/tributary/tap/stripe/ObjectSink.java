package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Pages;
import io.tributary.singer.http.Request;
import java.io.IOException;
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

  ObjectSink(StripeApi api, Resource resource, RecordShape shape, RecordOutput out) {
    this.api = api;
    this.resource = resource;
    this.shape = shape;
    this.out = out;
  }

  void position(Position position) throws InterruptedException {
    out.position(position.toJson());
  }

  void object(ObjectNode object, Request list) throws IOException, InterruptedException {
    if (resource.parts().isPresent()) {
      for (ObjectNode part : resource.parts().get().of(object)) {
        out.record(shape.shape(part));
      }
    } else if (resource.children().isEmpty()) {
      out.record(shape.shape(object));
    } else {
      children(object.path("id").asText(), object, list, resource.children().get());
    }
  }

  /** The first few children come with their parent; the others are asked for. */
  private void children(String parent, ObjectNode object, Request list, Resource.Children kind)
      throws IOException, InterruptedException {
    Request rest = kind.rest().apply(object).orElse(null);
    if (rest == null) {
      return;
    }
    JsonNode embedded = object.path(kind.field());
    for (JsonNode child : embedded.path("data")) {
      child(parent, StripeApi.object(child, list), kind);
    }
    Pages.Reader reader =
        page -> {
          for (JsonNode child : StripeApi.objects(page)) {
            child(parent, StripeApi.object(child, page.request()), kind);
          }
        };
    try {
      if (!embedded.isObject()) {
        api.pages(rest, reader);
      } else if (StripeApi.hasMore(embedded)) {
        api.pagesAfter(StripeApi.lastId(embedded, list), rest, reader);
      }
    } catch (HttpException refusal) {
      if (!StripeRefusals.isMissing(refusal)) {
        throw refusal;
      }
      log.warn("its parent is gone, so there is no more of it request=\"{}\"", rest);
    }
  }

  private void child(String parent, ObjectNode child, Resource.Children kind)
      throws InterruptedException {
    if (!child.hasNonNull(kind.parent())) {
      child.put(kind.parent(), parent);
    }
    out.record(shape.shape(child));
  }
}
