package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list that can only be had as a whole; and after that, if events tell of all that changes
 * in it, only what has changed.
 */
final class ListSource implements RecordSource {
  /** A day less than Stripe keeps events: the run itself takes time. */
  private static final Duration EVENTS_LAST = Resources.EVENTS_KEPT.minusDays(1);

  private static final Window ALWAYS = new Window(0, Long.MAX_VALUE);

  private final StripeApi api;
  private final Resource resource;
  private final Scope scope;
  private final RecordShape shape;

  ListSource(StripeApi api, Resource resource, Scope scope, RecordShape shape) {
    this.api = api;
    this.resource = resource;
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    ObjectSink sink = new ObjectSink(api, resource, shape, out);
    try {
      if (request.limit() <= api.pageSize()) {
        objects(api.first(resource.list(), api.pageSize()), sink);
      } else if (resource.changes().events().isEmpty()) {
        whole(sink);
      } else {
        follow(Position.of(request.bookmark(), scope.account()), sink);
      }
    } catch (HttpException refusal) {
      throw StripeRefusals.explained(refusal);
    }
  }

  private void follow(Position before, ObjectSink sink) throws IOException, InterruptedException {
    Instant end = now(api.first(resource.list(), 1)).minus(scope.timing().lag());
    Instant known = before.eventsUntil().orElse(Instant.EPOCH);
    boolean isCurrent = before.version().filter(scope.version()::equals).isPresent();
    if (scope.followChanges() && isCurrent && known.isAfter(end.minus(EVENTS_LAST))) {
      new ChangeFeed(api, resource, sink)
          .read(known.minus(scope.timing().lookback()), ALWAYS, scope.parallel());
    } else {
      whole(sink);
    }
    Instant until = end.isAfter(known) ? end : known;
    sink.position(before.reached(Instant.EPOCH, until, scope.version()).changedUntil(until));
  }

  /** Stripe's clock, not ours. */
  private static Instant now(Answer answer) {
    return answer
        .headers()
        .date()
        .orElseThrow(
            () -> new SingerException.Source(answer.request() + " did not say what time it is"));
  }

  private void whole(ObjectSink sink) throws IOException, InterruptedException {
    Request list = resource.list();
    try {
      api.pages(list, page -> objects(page, sink));
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      api.pages(list, page -> objects(page, sink)); // the cursor was deleted: begin again, once
    }
  }

  /** What belongs to each object is asked for side by side. */
  private void objects(Answer page, ObjectSink sink) throws IOException, InterruptedException {
    List<JsonNode> objects = new ArrayList<>();
    StripeApi.objects(page).forEach(objects::add);
    int parallel = resource.children().isPresent() ? scope.parallel() : 1;
    Windows.read(
        objects,
        parallel,
        object -> sink.object(StripeApi.object(object, page.request()), page.request()),
        object -> {});
  }
}
