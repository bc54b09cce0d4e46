package io.tributary.singer.http;

import java.io.IOException;

/** An API said no or could not be reached, as often as its retry policy allowed. One sentence. */
public final class HttpException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  HttpException(Failure failure, String message) {
    super(message, failure.cause());
    this.failure = failure;
  }

  /** The last failure, for whoever wants to tell one from another. */
  public Failure failure() {
    return failure;
  }
}
