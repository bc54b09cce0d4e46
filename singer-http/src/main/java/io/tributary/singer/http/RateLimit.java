package io.tributary.singer.http;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
  private final Condition changed = lock.newCondition();
  private final Admission admission;

  public RateLimit(Rates rates, Ticker ticker) {
    this.ticker = ticker;
    this.admission = new Admission(rates, ticker.nanos());
  }

  /** A limit that never makes anyone wait. */
  public static RateLimit none() {
    return new RateLimit(Rates.UNLIMITED, Ticker.SYSTEM);
  }

  /**
   * Waits until one more request may be sent, first come first served.
   *
   * @param endpoint what the API counts together; there should be few of them
   */
  public Permit acquire(String endpoint) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Admission.Ticket ticket = admission.join(endpoint, ticker.nanos());
      try {
        await(ticket);
      } catch (InterruptedException e) {
        admission.leave(ticket);
        changed.signalAll();
        throw e;
      }
      return new Permit(ticket);
    } finally {
      lock.unlock();
    }
  }

  private void await(Admission.Ticket ticket) throws InterruptedException {
    while (true) {
      long before = admission.grants();
      long wait = admission.grant(ticker.nanos());
      if (admission.grants() != before) {
        changed.signalAll();
      }
      if (ticket.granted()) {
        return;
      }
      long ignored = changed.awaitNanos(wait);
    }
  }

  private void leave(Admission.Ticket ticket) {
    lock.lock();
    try {
      admission.leave(ticket);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
