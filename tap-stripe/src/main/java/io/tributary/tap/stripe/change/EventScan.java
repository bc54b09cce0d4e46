package io.tributary.tap.stripe.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Request;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.ScratchFile;
import io.tributary.tap.stripe.api.ScratchFile.Piece;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.EventJournal.Interest;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of an account's events for several lists, and what it told of their objects.
 *
 * <p>Lists that need events from about the same time on share one reading. One that needs older
 * ones has those read for itself.
 */
final class EventScan {
  private static final Logger log = LoggerFactory.getLogger(EventScan.class);
  private static final Request EVENTS = Request.get("/v1/events");

  /** How far apart the lists' beginnings may be to be read together. */
  private static final Duration TOGETHER = Duration.ofHours(6);

  /** From so many lists on, all events are read: most of them will matter. */
  private static final int MANY = 5;

  /** How many types Stripe takes in one request. */
  private static final int TYPES_AT_ONCE = 20;

  private final StripeApi api;
  private final Scope scope;
  private final List<Interest> interests;
  private final Map<String, List<Integer>> byType = new HashMap<>();
  private final ChangeIndex index;
  private final ScratchFile objects;
  private Instant until = Instant.EPOCH;
  private int covered;

  private EventScan(StripeApi api, Scope scope, List<Interest> interests, int inMemory)
      throws IOException {
    this.api = api;
    this.scope = scope;
    this.interests =
        interests.stream().sorted(Comparator.comparing(Interest::from).reversed()).toList();
    this.index = new ChangeIndex(inMemory);
    this.objects = ScratchFile.open();
    for (int i = 0; i < this.interests.size(); i++) {
      for (String type : this.interests.get(i).resource().changes().events()) {
        byType.computeIfAbsent(type, t -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * Reads the events that matter to some lists, up to just before now by Stripe's clock.
   *
   * @param interests one or more, each of another list
   * @param asking the list that needs them now
   * @param inMemory of how many objects changes are held in memory
   */
  static EventScan of(
      StripeApi api, Scope scope, List<Interest> interests, Resource asking, int inMemory)
      throws IOException, InterruptedException {
    EventScan scan = new EventScan(api, scope, interests, inMemory);
    scan.read(asking);
    return scan;
  }

  /** What {@link #of} would take, if all lists begin where most of them do. */
  static DatedList.Estimate estimate(StripeApi api, Scope scope, List<Interest> interests)
      throws IOException, InterruptedException {
    DatedList.Estimate all = DatedList.Estimate.NOTHING;
    List<Instant> froms = interests.stream().map(Interest::from).sorted().toList();
    Instant from = froms.get(froms.size() / 2);
    for (Request request : requests(interests)) {
      DatedList list = new DatedList(api, request, scope.timing().eventWindow(), scope.parallel());
      Answer newest = list.newest(from, Long.MAX_VALUE);
      long end = DatedList.now(newest).minus(scope.timing().lag()).getEpochSecond();
      all = all.and(list.estimate(new Window(from.getEpochSecond(), end), newest));
    }
    return all;
  }

  private void read(Resource asking) throws IOException, InterruptedException {
    @Nullable Instant before = null;
    while (covered < interests.size()
        && !isForgotten(interests.subList(covered, interests.size()), asking)) {
      int next = covered + 1;
      Instant apart = interests.get(covered).from().minus(TOGETHER);
      while (next < interests.size() && !interests.get(next).from().isBefore(apart)) {
        next++;
      }
      before =
          read(
              interests.subList(covered, interests.size()), interests.get(next - 1).from(), before);
      covered = next;
    }
  }

  /** Whether Stripe has no events any more for the rest of the lists, which then begin anew. */
  private boolean isForgotten(List<Interest> rest, Resource asking) {
    Instant known = until.minus(EventJournal.LAST).minus(scope.timing().eventLookback());
    return until.isAfter(Instant.EPOCH)
        && rest.get(0).from().isBefore(known)
        && rest.stream().noneMatch(interest -> interest.resource().equals(asking));
  }

  /**
   * Reads one span of time.
   *
   * @param before its end; null for just before now
   * @return its beginning
   */
  private Instant read(List<Interest> wanted, Instant from, @Nullable Instant before)
      throws IOException, InterruptedException {
    @Nullable Instant end = before;
    for (Request request : requests(wanted)) {
      DatedList list = new DatedList(api, request, scope.timing().eventWindow(), scope.parallel());
      Answer newest = list.newest(from, Long.MAX_VALUE);
      if (end == null) {
        end = DatedList.now(newest).minus(scope.timing().lag());
        until = end;
      }
      Window window = new Window(from.getEpochSecond(), end.getEpochSecond());
      log.debug("reading events lists={} seconds={}", wanted.size(), window.length());
      list.read(
          window,
          newest,
          (event, page) -> {
            see(event);
            return Optional.empty();
          },
          read -> {});
    }
    return from;
  }

  private static List<Request> requests(List<Interest> wanted) {
    if (wanted.size() >= MANY) {
      return List.of(EVENTS);
    }
    Set<String> types = new LinkedHashSet<>();
    wanted.forEach(interest -> types.addAll(interest.resource().changes().events()));
    List<Request> requests = new ArrayList<>();
    int count = 0;
    for (String type : types) {
      if (count++ % TYPES_AT_ONCE == 0) {
        requests.add(EVENTS);
      }
      int last = requests.size() - 1;
      requests.set(last, requests.get(last).adding("types[]", type));
    }
    return requests;
  }

  private void see(ObjectNode event) throws IOException {
    String type = event.path("type").asText();
    @Nullable Piece kept = null;
    for (int list : byType.getOrDefault(type, List.of())) {
      Resource resource = interests.get(list).resource();
      JsonNode object = event.at("/data/object");
      boolean own = object.path("object").asText().equals(resource.changes().object());
      JsonNode named = own ? object.path("id") : object.path(resource.changes().field());
      JsonNode id = named.isObject() ? named.path("id") : named;
      if (!id.isTextual()) {
        continue;
      }
      long at = event.path("created").asLong();
      Change.@Nullable Sight sight = null;
      if (own && index.isNews(list, id.textValue(), at)) {
        kept = kept == null ? objects.add(Json.MAPPER.writeValueAsBytes(object)) : kept;
        sight =
            new Change.Sight(
                at, StripeApi.created(object).asLong(), isDeletion(type), isCurrent(event), kept);
      }
      index.add(
          list,
          id.textValue(),
          new Change(
              at, type, event.path("id").asText(), false, sight, former(event, own, resource)));
    }
  }

  /** The end of a subscription is not the end of its object, which can still be read. */
  private static boolean isDeletion(String type) {
    return type.endsWith(".deleted") && !type.equals("customer.subscription.deleted");
  }

  private boolean isCurrent(ObjectNode event) {
    return Scope.codename(event.path("api_version").asText())
        .equals(Scope.codename(scope.version()));
  }

  /** What was listed inside the object until this event, if it says so. */
  private List<Piece> former(ObjectNode event, boolean own, Resource resource) throws IOException {
    if (resource.children().isEmpty()) {
      return List.of();
    }
    if (!own) {
      return isDeletion(event.path("type").asText())
          ? List.of(objects.add(Json.MAPPER.writeValueAsBytes(List.of(event.at("/data/object")))))
          : List.of();
    }
    JsonNode before = event.at("/data/previous_attributes").path(resource.children().get().field());
    JsonNode children = before.path("data");
    return children.isEmpty()
        ? List.of()
        : List.of(objects.add(Json.MAPPER.writeValueAsBytes(children)));
  }

  /** What is known of a list's changes since a moment; null if this scan cannot say. */
  @Nullable ChangedObjects changes(Resource resource, Instant from) {
    for (int i = 0; i < covered; i++) {
      Interest interest = interests.get(i);
      if (interest.resource().equals(resource) && !interest.from().isAfter(from)) {
        return new ChangedObjects(index, i, from, until, objects);
      }
    }
    return null;
  }
}
