package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import org.jspecify.annotations.Nullable;

/** A request that Stripe refuses, with the status and the words it refuses it with. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String HELP =
      " Please see https://stripe.com/docs or we can help at https://support.stripe.com/.";

  private final int status;
  private final @Nullable String code;
  private final @Nullable String param;

  private Refusal(int status, @Nullable String code, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.param = param;
  }

  public static Refusal of(int status, @Nullable String code, String message) {
    return new Refusal(status, code, null, message);
  }

  public static Refusal unknownUrl(String method, String path) {
    return new Refusal(
        404, null, null, "Unrecognized request URL (" + method + ": " + path + ")." + HELP);
  }

  /** No object has the id that a path or a parameter names. */
  public static Refusal missing(int status, String object, String id, String param) {
    String message = "No such " + object + ": '" + id + "'";
    return new Refusal(status, "resource_missing", param, message);
  }

  public static Refusal unknownParameter(String name) {
    return new Refusal(
        400, "parameter_unknown", name, "Received unknown parameter: " + name.replace("[]", ""));
  }

  public static Refusal missingParameter(String name) {
    return new Refusal(400, "parameter_missing", name, "Missing required param: " + name + ".");
  }

  public static Refusal invalidInteger(String name, String value) {
    return new Refusal(400, "parameter_invalid_integer", name, "Invalid integer: " + value);
  }

  public static Refusal invalid(String name, String message) {
    return new Refusal(400, null, name, message);
  }

  public int status() {
    return status;
  }

  public ObjectNode body() {
    ObjectNode json = Json.object();
    ObjectNode error = json.putObject("error");
    if (code != null) {
      error.put("code", code);
      error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.put("message", getMessage());
    if (param != null) {
      error.put("param", param);
    }
    error.put("type", status == 500 ? "api_error" : "invalid_request_error");
    return json;
  }
}
