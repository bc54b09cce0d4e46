package io.tributary.singer.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Who may send next: the oldest waiting request whose endpoint, and everything together, has room;
 * and before all others, one that is to go first.
 *
 * <p>Given the time by its caller, so that the rules are arithmetic. One thread.
 */
final class Admission {
  /** What {@link #grant} answers when only a finished request can make room. */
  static final long UNTIL_ONE_FINISHES = Long.MAX_VALUE;

  /** How often to look again at a concurrency limit that is creeping back. */
  private static final long LOOK_AGAIN_NANOS = 250_000_000;

  /** One request, waiting or under way. */
  static final class Ticket {
    private final Endpoint endpoint;
    private final Runnable onGrant;
    private boolean granted;
    private long grantedAt;

    private Ticket(Endpoint endpoint, Runnable onGrant) {
      this.endpoint = endpoint;
      this.onGrant = onGrant;
    }

    boolean granted() {
      return granted;
    }
  }

  private static final class Endpoint {
    private final Bucket bucket;
    private final Throttle concurrent;
    private int running;

    private Endpoint(RateLimit.Rates rates, long now) {
      this.bucket = new Bucket(rates.perSecondPerEndpoint(), now);
      this.concurrent = new Throttle(rates.concurrent());
    }
  }

  private final RateLimit.Rates rates;
  private final Bucket bucket;
  private final Throttle concurrent;
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final List<Ticket> first = new ArrayList<>();
  private final List<Ticket> inOrder = new ArrayList<>();
  private int running;

  Admission(RateLimit.Rates rates, long now) {
    this.rates = rates;
    this.bucket = new Bucket(rates.perSecond(), now);
    this.concurrent = new Throttle(rates.concurrent());
  }

  /**
   * Queues one request.
   *
   * @param onGrant what to do when it may go
   */
  Ticket join(String endpoint, RateLimit.Turn turn, long now, Runnable onGrant) {
    Endpoint counted = endpoints.computeIfAbsent(endpoint, name -> new Endpoint(rates, now));
    Ticket ticket = new Ticket(counted, onGrant);
    switch (turn) {
      case FIRST -> first.add(ticket);
      case IN_ORDER -> inOrder.add(ticket);
    }
    return ticket;
  }

  /** Takes one request out again: it is done, or nobody waits for it any more. */
  void leave(Ticket ticket) {
    if (ticket.granted) {
      running--;
      ticket.endpoint.running--;
    } else if (!first.remove(ticket)) {
      inOrder.remove(ticket);
    }
  }

  /**
   * Grants every waiting request that may go now, oldest first.
   *
   * @return the nanoseconds until another one might
   */
  long grant(long now) {
    return Math.min(grant(first, now), grant(inOrder, now));
  }

  private long grant(List<Ticket> waiting, long now) {
    long wait = UNTIL_ONE_FINISHES;
    for (Iterator<Ticket> queue = waiting.iterator(); queue.hasNext(); ) {
      Ticket ticket = queue.next();
      long shared = nanosToWait(bucket, concurrent, running, now);
      if (shared > 0) {
        return Math.min(wait, shared);
      }
      Endpoint endpoint = ticket.endpoint;
      long own = nanosToWait(endpoint.bucket, endpoint.concurrent, endpoint.running, now);
      if (own > 0) {
        wait = Math.min(wait, own);
      } else {
        queue.remove();
        start(ticket, now);
      }
    }
    return wait;
  }

  private void start(Ticket ticket, long now) {
    ticket.granted = true;
    ticket.grantedAt = now;
    bucket.take(now);
    running++;
    ticket.endpoint.bucket.take(now);
    ticket.endpoint.running++;
    ticket.onGrant.run();
  }

  private static long nanosToWait(Bucket bucket, Throttle concurrent, int running, long now) {
    if (running >= Math.max(1, (int) concurrent.at(now))) {
      return concurrent.isReduced(now) ? LOOK_AGAIN_NANOS : UNTIL_ONE_FINISHES;
    }
    return bucket.nanosToWait(now);
  }

  /** Slows down where a request under way ran into too many. */
  void strained(Ticket ticket, Strain strain, long now) {
    long sent = ticket.grantedAt;
    switch (strain) {
      case GLOBAL_RATE -> bucket.halve(now, sent);
      case ENDPOINT_RATE -> ticket.endpoint.bucket.halve(now, sent);
      case GLOBAL_CONCURRENCY -> concurrent.halve(now, sent);
      case ENDPOINT_CONCURRENCY -> ticket.endpoint.concurrent.halve(now, sent);
    }
  }
}
