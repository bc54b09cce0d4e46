package io.tributary.tap.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list that can be asked for what was created since a moment, in one go: what is new since
 * the last run, and what was created shortly before it once more.
 */
final class RecentSource implements RecordSource {
  private final StripeApi api;
  private final Resource resource;
  private final Since since;
  private final Scope scope;
  private final RecordShape shape;

  /**
   * How to ask for what was created since a moment.
   *
   * @param parameter the parameter's name
   * @param value how it says the moment
   */
  record Since(String parameter, Function<Instant, String> value) {
    /** As the second API has it. */
    static final Since FROM = new Since("created[gte]", Instant::toString);

    /** As payment records have it; whether the moment itself counts is not said. */
    static final Since AFTER =
        new Since("created_after", moment -> Long.toString(moment.getEpochSecond() - 1));
  }

  RecentSource(StripeApi api, Resource resource, Since since, Scope scope, RecordShape shape) {
    this.api = api;
    this.resource = resource;
    this.since = since;
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    Position before = Position.of(request.bookmark(), scope.account());
    ObjectSink sink = new ObjectSink(api, resource, shape, out);
    Instant start = scope.start(resource);
    boolean goesOn =
        before.until().isPresent() && !before.from().orElse(Instant.MAX).isAfter(start);
    Instant again = before.until().orElse(start).minus(scope.timing().lookback());
    Instant from = goesOn && again.isAfter(start) ? again : start;
    Request list = resource.list();
    Request wanted =
        from.equals(Instant.EPOCH) ? list : list.with(since.parameter(), since.value().apply(from));
    try {
      if (request.limit() <= api.pageSize()) {
        objects(api.first(wanted, request.limit()), sink);
      } else {
        Clock clock = new Clock();
        api.pages(
            wanted,
            page -> {
              clock.see(page);
              objects(page, sink);
            });
        Instant end = clock.first().minus(scope.timing().lag());
        Instant until = before.until().filter(known -> goesOn && known.isAfter(end)).orElse(end);
        Instant covered = goesOn ? before.from().orElse(start) : start;
        sink.position(before.reached(covered, until, scope.version()));
      }
    } catch (HttpException refusal) {
      throw StripeRefusals.explained(refusal);
    }
  }

  private static void objects(Answer page, ObjectSink sink)
      throws IOException, InterruptedException {
    for (JsonNode object : StripeApi.objects(page)) {
      sink.object(StripeApi.object(object, page.request()), page.request());
    }
  }

  /** What time it was at Stripe when the reading began. For one thread. */
  private static final class Clock {
    private @Nullable Instant first;

    void see(Answer page) {
      if (first == null) {
        first =
            page.headers()
                .date()
                .orElseThrow(
                    () ->
                        new SingerException.Source(
                            page.request() + " did not say what time it is"));
      }
    }

    Instant first() {
      Instant known = first;
      if (known == null) {
        throw new IllegalStateException("a list has one page at least");
      }
      return known;
    }
  }
}
