package io.tributary.tap.stripe;

import io.tributary.singer.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One list that Stripe keeps, newest first, and that can be filtered by the time of creation.
 *
 * @param path where the list is, and each object below it by its id
 * @param parameters what to ask of the list besides
 * @param kind whether the user's start date counts
 * @param changes how it becomes known that an object is not any more what it was
 * @param children the list inside each object, if that is what the stream is of
 */
record Resource(
    String path,
    List<Request.Pair> parameters,
    Kind kind,
    Changes changes,
    Optional<Children> children) {

  /** What an object stands for. */
  enum Kind {
    /** What is sold, and to whom: it matters for as long as it exists. */
    CATALOGUE,
    /** What happened at a time. */
    TRANSACTION
  }

  /**
   * How objects change.
   *
   * @param object what Stripe calls one of them
   * @param events the types of the events that tell of changes; 20 at most. An event of another
   *     object names the one that changed in a field of that name
   * @param silently for how long after its creation an object may change without any event
   * @param kept for how long Stripe keeps an object; empty if for ever
   */
  record Changes(String object, List<String> events, Duration silently, Optional<Duration> kept) {
    /** Objects that never change. */
    static final Changes NONE = new Changes("", List.of(), Duration.ZERO, Optional.empty());

    /** Objects whose changes are told by events. */
    static Changes of(String object, String... events) {
      return new Changes(object, List.of(events), Duration.ZERO, Optional.empty());
    }

    Changes silentlyFor(Duration time) {
      return new Changes(object, events, time, kept);
    }

    Changes keptFor(Duration time) {
      return new Changes(object, events, silently, Optional.of(time));
    }
  }

  /**
   * A list inside an object. It comes with the object's first few; the rest is asked for.
   *
   * @param field the object's field that holds it
   * @param parent the child's field that names the object
   * @param rest the request for the whole list of an object, given its id
   */
  record Children(String field, String parent, Function<String, Request> rest) {}

  static Resource catalogue(String path) {
    return new Resource(path, List.of(), Kind.CATALOGUE, Changes.NONE, Optional.empty());
  }

  static Resource transactions(String path) {
    return new Resource(path, List.of(), Kind.TRANSACTION, Changes.NONE, Optional.empty());
  }

  Resource with(String parameter, String value) {
    return new Resource(path, List.of(new Request.Pair(parameter, value)), kind, changes, children);
  }

  Resource changing(Changes how) {
    return new Resource(path, parameters, kind, how, children);
  }

  /** The stream of what is listed in each object. */
  Resource children(String field, String parent, Function<String, Request> rest) {
    return new Resource(
        path, parameters, kind, changes, Optional.of(new Children(field, parent, rest)));
  }

  /** The request for the list, not yet bounded. */
  Request list() {
    Request request = Request.get(path);
    for (Request.Pair parameter : parameters) {
      request = request.with(parameter.name(), parameter.value());
    }
    return request;
  }

  /** The request for one object. */
  Request one(String id) {
    return Request.get(path, id).countedAs("GET " + path + "/{id}");
  }
}
