package io.tributary.singer.tap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the streams' threads have handed over and the writer has not taken yet, in order, bounded by
 * bytes. Thread-safe.
 */
final class Deliveries {
  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private final Condition added = lock.newCondition();
  private final Deque<Delivery> queue = new ArrayDeque<>();
  private long bytes;
  private int producers;
  private boolean closed;

  /**
   * @param capacity how many bytes may wait
   */
  Deliveries(long capacity) {
    this.capacity = capacity;
  }

  /** Says how many threads will deliver. Called before any does. */
  void expect(int threads) {
    lock.lock();
    try {
      producers = threads;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for room. One delivery always fits, however large it is.
   *
   * @throws InterruptedException also if nobody takes deliveries any more
   */
  void put(Delivery delivery) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && bytes > 0 && bytes + delivery.bytes() > capacity) {
        taken.await();
      }
      if (closed) {
        throw new InterruptedException("the run is over");
      }
      append(delivery);
    } finally {
      lock.unlock();
    }
  }

  /** Does not wait: for what must not be lost, and for the writer itself. */
  void add(Delivery delivery) {
    lock.lock();
    try {
      append(delivery);
    } finally {
      lock.unlock();
    }
  }

  private void append(Delivery delivery) {
    if (closed) {
      return;
    }
    queue.add(delivery);
    bytes += delivery.bytes();
    added.signal();
  }

  /** The next delivery; null if there is none for so long, or if none will come. */
  @Nullable Delivery poll(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (queue.isEmpty() && producers > 0 && left > 0) {
        left = added.awaitNanos(left);
      }
      Delivery next = queue.poll();
      if (next != null) {
        bytes -= next.bytes();
        taken.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Says that one of the threads will deliver nothing more. */
  void producerEnded() {
    lock.lock();
    try {
      producers--;
      added.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything was taken and nothing more will come. */
  boolean isExhausted() {
    lock.lock();
    try {
      return producers == 0 && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait for room any more, and keeps nothing that is still delivered. */
  void close() {
    lock.lock();
    try {
      closed = true;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
