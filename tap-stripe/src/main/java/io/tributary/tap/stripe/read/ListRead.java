package io.tributary.tap.stripe.read;

import io.tributary.singer.http.Answer;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.account.Account;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.account.Resumption;
import io.tributary.tap.stripe.account.Settlement;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.ObjectReader;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.change.ChangedObjects;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.time.Instant;

/**
 * One reading of a list that cannot be asked by the time of creation: all of it; and after that, if
 * events tell of all that changes in it, only what has changed.
 */
final class ListRead {
  private final Account account;
  private final Resource resource;
  private final Scope scope;
  private final ObjectSink sink;

  ListRead(Account account, Resource resource, Scope scope, ObjectSink sink) {
    this.account = account;
    this.resource = resource;
    this.scope = scope;
    this.sink = sink;
  }

  /**
   * Reads on from a position.
   *
   * @param limit after how many records there are enough; if that fits a page, none is followed
   */
  void run(Position before, long limit) throws IOException, InterruptedException {
    if (limit <= account.api().pageSize()) {
      probe();
    } else if (resource.changes().events().isEmpty()) {
      whole();
    } else {
      run(before);
    }
  }

  /** Reads the first page only. */
  private void probe() throws IOException, InterruptedException {
    if (scope.follows(resource)) {
      account.journal().probe();
    }
    objects(account.api().first(resource.list(), account.api().pageSize()));
  }

  private void run(Position before) throws IOException, InterruptedException {
    Instant now = DatedList.now(account.api().first(resource.list(), 1));
    Instant end = now.minus(scope.timing().lag());
    Resumption resumption = Resumption.of(before, resource, scope);
    resumption.adviseOnVersion();
    boolean counts = !resumption.mustBeginAnew(end);
    boolean goesOn = counts && !resumption.isFirst() && resumption.mustCatchUp();
    Resumption current =
        (goesOn || (counts && resumption.isFirst()) ? resumption : resumption.anew(end))
            .startingAt(end);
    Instant changed = end;
    if (!goesOn) {
      if (scope.follows(resource)) {
        account.journal().probe();
      }
      if (current.begun().isPresent()) {
        sink.position(current.begun().get());
      }
      whole();
    }
    if (current.mustCatchUp()) {
      ChangedObjects changes = account.journal().since(resource, current.changesFrom());
      new ChangeFeed(account.api(), resource, scope, sink)
          .read(changes, goesOn ? Window.ALWAYS : current.older());
      changed = changes.until().isAfter(end) ? end : changes.until();
    }
    sink.position(current.finished(end, changed, new Settlement()));
  }

  /** Reads all of it. */
  private void whole() throws IOException, InterruptedException {
    Request list = resource.list();
    try {
      account.api().pages(list, this::objects);
    } catch (HttpException refusal) {
      if (!StripeRefusals.isLostCursor(refusal)) {
        throw refusal;
      }
      account.api().pages(list, this::objects); // the cursor was deleted: begin again, once
    }
  }

  private void objects(Answer page) throws IOException, InterruptedException {
    ObjectReader reader = sink::listed;
    reader.page(page, Window.ALWAYS, scope.parallel());
  }
}
