package io.tributary.target.bigquery.standin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;

/** What BigQuery refuses, as its REST interface says it. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final String location;

  /**
   * @param location what the error is about, such as a name or a line; may be empty
   */
  public ApiError(int status, String reason, String location, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.location = location;
  }

  public ApiError(int status, String reason, String message) {
    this(status, reason, "", message);
  }

  public static ApiError invalid(String message) {
    return new ApiError(400, "invalid", message);
  }

  public static ApiError query(String message) {
    return new ApiError(400, "invalidQuery", "query", message);
  }

  public static ApiError notFound(String what) {
    return new ApiError(404, "notFound", "Not found: " + what);
  }

  public static ApiError duplicate(String what) {
    return new ApiError(409, "duplicate", "Already Exists: " + what);
  }

  public int status() {
    return status;
  }

  public String reason() {
    return reason;
  }

  public String location() {
    return location;
  }

  /** As jobs tell of it. */
  public ObjectNode proto() {
    ObjectNode error = Json.MAPPER.createObjectNode().put("reason", reason);
    if (!location.isEmpty()) {
      error.put("location", location);
    }
    return error.put("message", getMessage());
  }

  /** As the body of an HTTP answer. */
  public ObjectNode body() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ObjectNode error = body.putObject("error").put("code", status).put("message", getMessage());
    ObjectNode detail = error.putArray("errors").addObject().put("message", getMessage());
    detail.put("domain", "global").put("reason", reason);
    if (!location.isEmpty()) {
      detail.put("location", location).put("locationType", "parameter");
    }
    error.put("status", word());
    return body;
  }

  private String word() {
    return switch (status) {
      case 400 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> reason.equals("accessDenied") ? "PERMISSION_DENIED" : "RESOURCE_EXHAUSTED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ALREADY_EXISTS";
      case 412 -> "FAILED_PRECONDITION";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      default -> "INTERNAL";
    };
  }
}
