package io.tributary.target.bigquery.write;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes connections while other things go on, some at a time: Google's writer takes some tenths of
 * a second for it, in which it does nothing, and nothing depends on it.
 *
 * <p>Used by one thread.
 */
final class Closing implements AutoCloseable {
  private static final int MOST = 8;

  private final Deque<Thread> running = new ArrayDeque<>();

  /** Begins to close one. */
  void begin(Appends appends) {
    if (running.size() == MOST) {
      await(running.remove());
    }
    Thread next = new Thread(appends::close, "closing a stream");
    next.setDaemon(true);
    next.start();
    running.add(next);
  }

  private static void await(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all are closed. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      await(running.remove());
    }
  }
}
