package io.tributary.tap.stripe.change;

import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Request;
import io.tributary.tap.stripe.api.DatedList;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.stream.Resource;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in an account, read once for all lists that want to know. Thread-safe: who asks
 * first reads, the others wait for it.
 */
public final class EventJournal {
  /** Stripe forgets older events. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** A day less than Stripe keeps them: the run itself takes time. */
  public static final Duration LAST = KEPT.minusDays(1);

  /** A list whose objects' changes are wanted, and from when on. */
  public record Interest(Resource resource, Instant from) {}

  private final StripeApi api;
  private final Scope scope;
  private final Supplier<List<Interest>> expected;
  private final int inMemory;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<EventScan> scans = new ArrayList<>();
  private @Nullable Instant opened;
  private boolean isEstimated;
  private @Nullable HttpException refusal;

  /**
   * @param expected what will be asked for, as far as it is known when the first asks
   */
  public EventJournal(StripeApi api, Scope scope, Supplier<List<Interest>> expected) {
    this(api, scope, expected, ChangeIndex.IN_MEMORY);
  }

  public EventJournal(StripeApi api, Scope scope, Supplier<List<Interest>> expected, int inMemory) {
    this.api = api;
    this.scope = scope;
    this.expected = expected;
    this.inMemory = inMemory;
  }

  /**
   * Makes sure that events may be read at all.
   *
   * @throws HttpException if they may not: better now than when everything else has been read
   */
  public void probe() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      refuse();
      if (opened == null) {
        opened = DatedList.now(api.first(Request.get("/v1/events"), 1));
      }
    } catch (HttpException e) {
      refusal = e;
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Stripe's time when this run made sure of that; empty if it has not. */
  public Optional<Instant> opened() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return Optional.ofNullable(opened);
    } finally {
      lock.unlock();
    }
  }

  /** What has changed of a list since a moment. */
  public ChangedObjects since(Resource resource, Instant from)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      refuse();
      ChangedObjects known = known(resource, from);
      if (known == null) {
        EventScan scan = EventScan.of(api, scope, wanted(resource, from), resource, inMemory);
        scans.add(scan);
        known = scan.changes(resource, from);
      }
      if (known == null) {
        throw new IllegalStateException("a scan left out the list that it was made for");
      }
      return known;
    } catch (HttpException e) {
      refusal = e;
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What reading the events would take that a list needs, if they have to be read for it: others
   * that need the same ones have them for nothing.
   */
  public DatedList.Estimate estimate(Resource resource, Instant from)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (isEstimated) {
        return DatedList.Estimate.NOTHING;
      }
      isEstimated = true;
      return EventScan.estimate(api, scope, wanted(resource, from));
    } finally {
      lock.unlock();
    }
  }

  /** What was refused to one list is refused to all, without asking again. */
  private void refuse() throws HttpException {
    if (refusal != null) {
      throw refusal;
    }
  }

  private @Nullable ChangedObjects known(Resource resource, Instant from) {
    for (EventScan scan : scans) {
      ChangedObjects changes = scan.changes(resource, from);
      if (changes != null) {
        return changes;
      }
    }
    return null;
  }

  /** What the list asks for that comes first, and what others will ask for. */
  private List<Interest> wanted(Resource resource, Instant from) {
    Map<Resource, Interest> wanted = new LinkedHashMap<>();
    for (Interest interest : expected.get()) {
      if (known(interest.resource(), interest.from()) == null) {
        wanted.put(interest.resource(), interest);
      }
    }
    wanted.merge(
        resource,
        new Interest(resource, from),
        (one, other) -> one.from().isBefore(other.from()) ? one : other);
    return List.copyOf(wanted.values());
  }
}
