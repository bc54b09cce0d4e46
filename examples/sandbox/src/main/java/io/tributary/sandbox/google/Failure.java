package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsFault;
import java.util.Optional;

/** A request that Google refuses: the status of the answer, the error's code and a sentence. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String PACKAGE = "type.googleapis.com/google.ads.googleads.v";

  private final int http;
  private final String status;
  private final Optional<Code> code;
  private final transient Optional<ObjectNode> details;

  /** One of Google's errors and the enumeration it is from. */
  private record Code(String group, String name) implements java.io.Serializable {
    private static final long serialVersionUID = 1;
  }

  private Failure(
      int http, String status, Optional<Code> code, String message, Optional<ObjectNode> details) {
    super(message);
    this.http = http;
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** A refusal by the servers in front, which know nothing of advertising. */
  static Failure plain(int http, String status, String message) {
    return new Failure(http, status, Optional.empty(), message, Optional.empty());
  }

  static Failure of(AdsFault fault, String message) {
    return of(fault, message, Optional.empty());
  }

  static Failure of(AdsFault fault, String message, Optional<ObjectNode> details) {
    Code code = new Code(fault.group(), fault.name());
    return new Failure(fault.http(), fault.status(), Optional.of(code), message, details);
  }

  static Failure of(Flaw flaw) {
    return request(flaw.group(), flaw.code(), String.valueOf(flaw.getMessage()));
  }

  static Failure request(String group, String name, String message) {
    return new Failure(
        400, "INVALID_ARGUMENT", Optional.of(new Code(group, name)), message, Optional.empty());
  }

  int http() {
    return http;
  }

  /** The answer's body, in a version's words. */
  ObjectNode body(int version, String requestId) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", http);
    error.put(
        "message",
        code.isPresent() && http == 400 ? "Request contains an invalid argument." : getMessage());
    error.put("status", status);
    code.ifPresent(
        known -> {
          ObjectNode detail = error.putArray("details").addObject();
          detail.put("@type", PACKAGE + version + ".errors.GoogleAdsFailure");
          ObjectNode one = detail.putArray("errors").addObject();
          one.putObject("errorCode").put(known.group(), known.name());
          one.put("message", getMessage());
          details.ifPresent(more -> one.set("details", more));
          detail.put("requestId", requestId);
        });
    return body;
  }
}
