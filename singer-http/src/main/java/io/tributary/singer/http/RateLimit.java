package io.tributary.singer.http;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe: keeps all requests to one API under its limits, over all threads that share it.
 *
 * <p>Requests a second in all and for each endpoint, and requests at the same time. Where the API
 * reports strain the limit concerned halves, and takes a minute to come back.
 */
public final class RateLimit {
  /**
   * What may be sent.
   *
   * @param perSecond requests a second in all
   * @param perSecondPerEndpoint requests a second to each endpoint
   * @param concurrent requests at the same time
   */
  public record Rates(double perSecond, double perSecondPerEndpoint, int concurrent) {
    /** No limit at all. */
    public static final Rates UNLIMITED =
        new Rates(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

    public Rates {
      if (!(perSecond > 0) || !(perSecondPerEndpoint > 0) || concurrent < 1) {
        throw new IllegalArgumentException("a rate or the concurrency is not above 0");
      }
    }
  }

  /** Who goes before whom among the requests that wait. */
  public enum Turn {
    /** Before all that wait in order: what finishes something that has been begun. */
    FIRST,
    /** The one that has waited longest. */
    IN_ORDER
  }

  /** The right to send one request. Closing it says that the request is over. One thread. */
  public final class Permit implements AutoCloseable {
    private final Admission.Ticket ticket;

    private Permit(Admission.Ticket ticket) {
      this.ticket = ticket;
    }

    /** Tells that the API turned this request away for being one too many. */
    public void strained(Strain strain) {
      lock.lock();
      try {
        admission.strained(ticket, strain, ticker.nanos());
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      leave(ticket);
    }
  }

  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Condition> waiting = new LinkedHashSet<>();
  private final Admission admission;

  /** Of the threads that wait, the one that watches the clock for all. */
  private @Nullable Condition watch;

  public RateLimit(Rates rates, Ticker ticker) {
    this.ticker = ticker;
    this.admission = new Admission(rates, ticker.nanos());
  }

  /** A limit that never makes anyone wait. */
  public static RateLimit none() {
    return new RateLimit(Rates.UNLIMITED, Ticker.SYSTEM);
  }

  /** Waits until one more request may be sent, first come first served. */
  public Permit acquire(String endpoint) throws InterruptedException {
    return acquire(endpoint, Turn.IN_ORDER);
  }

  /**
   * Waits until one more request may be sent.
   *
   * @param endpoint what the API counts together; there should be few of them
   */
  public Permit acquire(String endpoint, Turn turn) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Condition granted = lock.newCondition();
      Admission.Ticket ticket = admission.join(endpoint, turn, ticker.nanos(), granted::signal);
      waiting.add(granted);
      try {
        await(ticket, granted);
      } catch (InterruptedException e) {
        admission.leave(ticket);
        throw e;
      } finally {
        waiting.remove(granted);
        lookAgain();
      }
      return new Permit(ticket);
    } finally {
      lock.unlock();
    }
  }

  private void await(Admission.Ticket ticket, Condition granted) throws InterruptedException {
    while (true) {
      long wait = admission.grant(ticker.nanos());
      if (ticket.granted()) {
        return;
      }
      if (watch == null) {
        watch = granted;
        try {
          long ignored = granted.awaitNanos(wait);
        } finally {
          watch = null;
        }
      } else {
        granted.await();
      }
    }
  }

  /** Has one of the threads that wait look who may go, and when the next one may. */
  private void lookAgain() {
    if (watch != null) {
      watch.signal();
    } else if (!waiting.isEmpty()) {
      waiting.iterator().next().signal();
    }
  }

  private void leave(Admission.Ticket ticket) {
    lock.lock();
    try {
      admission.leave(ticket);
      lookAgain();
    } finally {
      lock.unlock();
    }
  }
}
