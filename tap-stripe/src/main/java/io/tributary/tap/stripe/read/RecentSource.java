package io.tributary.tap.stripe.read;

import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.account.Account;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.ObjectReader;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.record.RecordShape;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Reads a list that can be asked for what was created since a moment, in one go: what is new since
 * the last run, and what was created shortly before it once more.
 */
public final class RecentSource implements RecordSource {
  private final Account account;
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
  public record Since(String parameter, Function<Instant, String> value) {
    /** As the second API has it. */
    public static final Since FROM = new Since("created[gte]", Instant::toString);

    /** As payment records have it; whether the moment itself counts is not said. */
    public static final Since AFTER =
        new Since("created_after", moment -> Long.toString(moment.getEpochSecond() - 1));
  }

  public RecentSource(
      Account account, Resource resource, Since since, Scope scope, RecordShape shape) {
    this.account = account;
    this.resource = resource;
    this.since = since;
    this.scope = scope;
    this.shape = shape;
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    Position before = Position.of(request.bookmark(), account.name());
    Instant start = scope.start(resource);
    boolean goesOn =
        before.until().isPresent() && !before.from().orElse(Instant.MAX).isAfter(start);
    Instant again = before.until().orElse(start).minus(scope.timing().lookback());
    Instant from = goesOn && again.isAfter(start) ? again : start;
    Request list = resource.list();
    Request wanted =
        from.equals(Instant.EPOCH) ? list : list.with(since.parameter(), since.value().apply(from));
    ObjectSink sink = new ObjectSink(account.api(), resource, shape, out);
    if (request.limit() <= account.api().pageSize()) {
      objects(account.api().first(wanted, request.limit()), sink);
      return;
    }
    AtomicReference<Instant> began = new AtomicReference<>();
    account
        .api()
        .pages(
            wanted,
            page -> {
              began.compareAndSet(null, DatedList.now(page));
              objects(page, sink);
            });
    Instant end =
        Objects.requireNonNull(began.get(), "a list has a page").minus(scope.timing().lag());
    Instant until = before.until().filter(known -> goesOn && known.isAfter(end)).orElse(end);
    Instant covered = goesOn ? before.from().orElse(start) : start;
    sink.position(before.reached(covered, until, scope.version()));
  }

  private static void objects(Answer page, ObjectSink sink)
      throws IOException, InterruptedException {
    ObjectReader reader = sink::listed;
    reader.page(page, Window.ALWAYS, 1);
  }
}
