package io.tributary.tap.stripe.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One list that Stripe keeps, newest first.
 *
 * @param path where the list is, and each object below it by its id
 * @param parameters what to ask of the list besides
 * @param expands what is asked to come along with each object, which otherwise would not
 * @param kind whether the user's start date counts
 * @param changes how it becomes known that an object is not any more what it was
 * @param children the list that belongs to each object, if that is what the stream is of
 * @param parts what else of each object the stream is of
 */
public record Resource(
    String path,
    List<Request.Pair> parameters,
    List<String> expands,
    Kind kind,
    Changes changes,
    Optional<Children> children,
    Optional<Parts> parts) {

  /** What an object stands for. */
  public enum Kind {
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
   *     object names the one that changed in a field
   * @param field that field's name
   * @param silently for how long after its creation an object may change without any event
   * @param kept for how long Stripe keeps an object; empty if for ever
   */
  public record Changes(
      String object,
      List<String> events,
      String field,
      Duration silently,
      Optional<Duration> kept) {
    /** Objects that never change. */
    public static final Changes NONE =
        new Changes("", List.of(), "", Duration.ZERO, Optional.empty());

    /** Objects whose changes are told by events. */
    public static Changes of(String object, String... events) {
      return of(object, List.of(events));
    }

    /** The same, as a list. */
    public static Changes of(String object, List<String> events) {
      return new Changes(object, List.copyOf(events), object, Duration.ZERO, Optional.empty());
    }

    /** These changes, if events of other objects name the changed one in this field. */
    public Changes namedBy(String name) {
      return new Changes(object, events, name, silently, kept);
    }

    /** These changes, if for a while others come without any event. */
    public Changes silentlyFor(Duration time) {
      return new Changes(object, events, field, time, kept);
    }

    /** These changes, of objects that Stripe forgets after a while. */
    public Changes keptFor(Duration time) {
      return new Changes(object, events, field, silently, Optional.of(time));
    }
  }

  /**
   * A list that belongs to an object. Its first few may come with the object; the rest is asked
   * for.
   *
   * @param field the object's field that holds them; empty if none come with it
   * @param parent the child's field that names the object
   * @param rest the request for the whole list of an object; empty if it has none
   */
  public record Children(
      String field, String parent, Function<ObjectNode, Optional<Request>> rest) {}

  /** What records an object makes. */
  @FunctionalInterface
  public interface Parts {
    /** Thread-safe. The records may share what they hold with the object. */
    List<ObjectNode> of(ObjectNode object);
  }

  /** The list of what is sold, and to whom. */
  public static Resource catalogue(String path) {
    return of(path, Kind.CATALOGUE);
  }

  /** The list of what happened. */
  public static Resource transactions(String path) {
    return of(path, Kind.TRANSACTION);
  }

  private static Resource of(String path, Kind kind) {
    return new Resource(
        path, List.of(), List.of(), kind, Changes.NONE, Optional.empty(), Optional.empty());
  }

  /** This list, asked with a parameter besides. */
  public Resource with(String parameter, String value) {
    List<Request.Pair> more = new ArrayList<>(parameters);
    more.add(new Request.Pair(parameter, value));
    return new Resource(path, List.copyOf(more), expands, kind, changes, children, parts);
  }

  /** This list, with what its objects would otherwise only name. */
  public Resource expanding(List<String> fields) {
    return new Resource(path, parameters, List.copyOf(fields), kind, changes, children, parts);
  }

  /** This list, of objects that change. */
  public Resource changing(Changes how) {
    return new Resource(path, parameters, expands, kind, how, children, parts);
  }

  /** The stream of what is listed in each object, whose whole list is asked for by its id. */
  public Resource children(String field, String parent, Function<String, Request> rest) {
    return belonging(field, parent, object -> Optional.of(rest.apply(object.path("id").asText())));
  }

  /** The stream of what belongs to each object. */
  public Resource belonging(
      String field, String parent, Function<ObjectNode, Optional<Request>> rest) {
    return new Resource(
        path,
        parameters,
        expands,
        kind,
        changes,
        Optional.of(new Children(field, parent, rest)),
        parts);
  }

  /** The stream of what each object is taken apart into. */
  public Resource parts(Parts how) {
    return new Resource(path, parameters, expands, kind, changes, children, Optional.of(how));
  }

  /** Whether each object is a record, no more and no less. */
  public boolean isPlain() {
    return children.isEmpty() && parts.isEmpty();
  }

  /** The request for the list, not yet bounded. */
  public Request list() {
    Request request = Request.get(path);
    for (Request.Pair parameter : parameters) {
      request = request.with(parameter.name(), parameter.value());
    }
    for (String field : expands) {
      request = request.adding("expand[]", "data." + field);
    }
    return request;
  }

  /** The request for one object. */
  public Request one(String id) {
    Request request = Request.get(path, id).countedAs("GET " + path + "/{id}");
    for (String field : expands) {
      request = request.adding("expand[]", field);
    }
    return request;
  }
}
