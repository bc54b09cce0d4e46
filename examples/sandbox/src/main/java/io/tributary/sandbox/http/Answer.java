package io.tributary.sandbox.http;

import io.tributary.sandbox.option.Fault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is sent back: or rather what would be, if nothing went wrong on the way. */
public record Answer(int status, Body body, Map<String, String> headers, Optional<Fault> fault) {

  /** The bytes of an answer: held, or made while they are sent and so without a known length. */
  public record Body(boolean isHeld, Supplier<InputStream> stream) {
    public static Body of(byte[] bytes) {
      return new Body(true, () -> new ByteArrayInputStream(bytes));
    }

    public static Body made(Supplier<InputStream> stream) {
      return new Body(false, stream);
    }
  }

  public static Answer of(
      int status, byte[] body, Map<String, String> headers, Optional<Fault> fault) {
    return new Answer(status, Body.of(body), headers, fault);
  }
}
