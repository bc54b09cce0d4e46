package io.tributary.singer.http;

/** What an API says there was too much of, when it turns a request away for being one too many. */
public enum Strain {
  /** Requests a second, over all endpoints. */
  GLOBAL_RATE,
  /** Requests a second to this endpoint. */
  ENDPOINT_RATE,
  /** Requests at the same time, over all endpoints. */
  GLOBAL_CONCURRENCY,
  /** Requests at the same time to this endpoint. */
  ENDPOINT_CONCURRENCY
}
