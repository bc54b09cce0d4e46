package io.tributary.target.bigquery.write;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections while other things go on, some at a time: Google's writer takes some tenths of
 * a second for it, in which it does nothing, and nothing depends on it. Where the service does not
 * end its side, the writer waits for three minutes, and nobody here waits for the writer.
 *
 * <p>Used by one thread.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final int MOST = 8;

  private final Duration patience;
  private final Deque<Thread> running = new ArrayDeque<>();

  /**
   * @param patience how long is waited for any that are in the way
   */
  Closing(Duration patience) {
    this.patience = patience;
  }

  /** Begins to close one. */
  void begin(Appends appends) {
    if (running.size() == MOST) {
      await(running.remove(), end());
    }
    Thread next = new Thread(appends::close, "closing a stream");
    next.setDaemon(true);
    next.start();
    running.add(next);
  }

  private long end() {
    return System.nanoTime() + patience.toNanos();
  }

  private static void await(Thread thread, long end) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("a stream that is done with does not end, and is left alone");
    }
  }

  /** Waits until all are closed, or long enough. What is left then ends with the connection. */
  @Override
  public void close() {
    long end = end();
    while (!running.isEmpty()) {
      await(running.remove(), end);
    }
  }
}
