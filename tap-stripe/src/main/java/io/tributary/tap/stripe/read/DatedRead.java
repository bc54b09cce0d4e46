package io.tributary.tap.stripe.read;

import io.tributary.singer.http.Answer;
import io.tributary.tap.stripe.account.Account;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.account.Resumption;
import io.tributary.tap.stripe.account.Settlement;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.ObjectReader;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.ChangedObjects;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.time.Instant;

/**
 * One reading of a list: what was created since the last one, until just before now by Stripe's
 * clock; and then what has changed of the rest.
 */
final class DatedRead {
  private final Account account;
  private final Resource resource;
  private final Scope scope;
  private final ObjectSink sink;
  private final DatedList list;
  private final Settlement settlement = new Settlement();

  DatedRead(Account account, Resource resource, Scope scope, ObjectSink sink) {
    this.account = account;
    this.resource = resource;
    this.scope = scope;
    this.sink = sink;
    this.list =
        new DatedList(account.api(), resource.list(), scope.timing().window(), scope.parallel());
  }

  /**
   * Reads on from a position.
   *
   * @param limit after how many records there are enough; if that fits a page, none is followed
   */
  void run(Position before, long limit) throws IOException, InterruptedException {
    Resumption resumption = Resumption.of(before, resource, scope);
    if (limit <= account.api().pageSize()) {
      probe(resumption, limit);
      return;
    }
    resumption.adviseOnVersion();
    Answer newest = list.newest(resumption.from(), Long.MAX_VALUE);
    Instant end = DatedList.now(newest).minus(scope.timing().lag());
    if (resumption.mustBeginAnew(end)) {
      resumption = resumption.anew(end);
      newest = list.newest(resumption.from(), Long.MAX_VALUE);
    }
    if (resumption.isFirst() && scope.follows(resource)) {
      account.journal().probe();
    }
    read(resumption.startingAt(end), newest, end);
  }

  /** What {@link #run} would take, but for what is asked for one by one. */
  DatedList.Estimate estimate(Position before) throws IOException, InterruptedException {
    Resumption resumption = Resumption.of(before, resource, scope);
    Answer newest = list.newest(resumption.from(), Long.MAX_VALUE);
    Instant end = DatedList.now(newest).minus(scope.timing().lag());
    if (resumption.mustBeginAnew(end)) {
      resumption = resumption.anew(end);
      newest = list.newest(resumption.from(), Long.MAX_VALUE);
    }
    long until = scope.end(end).getEpochSecond();
    DatedList.Estimate listed =
        list.estimate(new Window(resumption.from().getEpochSecond(), until), newest);
    return resumption.mustCatchUp()
        ? listed.and(account.journal().estimate(resource, resumption.changesFrom()))
        : listed;
  }

  /** Not every object has something listed inside of it. */
  private void probe(Resumption resumption, long limit) throws IOException, InterruptedException {
    boolean isOne = resource.isPlain();
    if (scope.follows(resource)) {
      account.journal().probe();
    }
    ObjectReader reader = sink::listed;
    Answer page = list.newest(resumption.from(), isOne ? limit : Long.MAX_VALUE);
    reader.page(page, Window.ALWAYS, scope.parallel());
  }

  private void read(Resumption resumption, Answer newest, Instant now)
      throws IOException, InterruptedException {
    Instant end = scope.end(now);
    if (resumption.begun().isPresent()) {
      sink.position(resumption.begun().get());
    }
    list.read(
        new Window(resumption.from().getEpochSecond(), end.getEpochSecond()),
        newest,
        (object, request) -> {
          settlement.see(object);
          return sink.listed(object, request);
        },
        window ->
            sink.position(resumption.reached(Instant.ofEpochSecond(window.until()), settlement)));
    Instant changed = now;
    if (resumption.mustCatchUp()) {
      sink.position(resumption.reached(end, settlement));
      ChangedObjects changes = account.journal().since(resource, resumption.changesFrom());
      new ChangeFeed(account.api(), resource, scope, sink).read(changes, resumption.older());
      changed = earlier(now, changes.until()); // what was listed may have changed meanwhile
    }
    sink.position(resumption.finished(end, changed, settlement));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isAfter(other) ? other : one;
  }
}
