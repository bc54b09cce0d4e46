package io.tributary.target.bigquery.write;

import org.jspecify.annotations.Nullable;

/**
 * Closes connections while other things go on, one at a time: Google's writer takes some tenths of
 * a second for it, and nothing depends on it.
 *
 * <p>Used by one thread.
 */
final class Closing implements AutoCloseable {
  private @Nullable Thread running;

  /** Begins to close one, when the one before is closed. */
  void begin(Appends appends) {
    close();
    Thread next = new Thread(appends::close, "closing a stream");
    next.setDaemon(true);
    next.start();
    running = next;
  }

  /** Waits for the last. */
  @Override
  public void close() {
    if (running == null) {
      return;
    }
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = null;
  }
}
