package io.tributary.singer.http;

import java.time.Duration;

/** Where waiting gets its time from, so that a test can bring its own. */
public interface Ticker {
  /** The machine's. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
          Thread.sleep(pause.toMillis());
        }
      };

  /** Nanoseconds since some moment; only differences mean anything. */
  long nanos();

  /** Returns when {@code pause} is over. */
  void sleep(Duration pause) throws InterruptedException;
}
