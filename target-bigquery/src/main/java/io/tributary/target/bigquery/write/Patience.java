package io.tributary.target.bigquery.write;

import io.tributary.singer.sql.Backoff;
import java.time.Duration;

/**
 * How long is waited for the Storage Write API.
 *
 * @param backoff between attempts
 * @param answer how long an answer may take; where many streams are made it is long, says Google
 * @param reconnecting how long Google's writer connects anew by itself within an attempt
 * @param closing how long a stream that is done with may take to close; nothing depends on it
 */
public record Patience(Backoff backoff, Duration answer, Duration reconnecting, Duration closing) {
  /** What runs have. */
  public static final Patience STANDARD =
      new Patience(
          new Backoff(Duration.ofMillis(500)),
          Duration.ofMinutes(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
}
