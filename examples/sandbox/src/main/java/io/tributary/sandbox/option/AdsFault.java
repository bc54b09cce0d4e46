package io.tributary.sandbox.option;

import java.util.Arrays;
import java.util.Optional;

/** What Google may answer instead of rows, for no fault of the query. */
public enum AdsFault {
  OAUTH_TOKEN_EXPIRED("authenticationError", 401, "UNAUTHENTICATED"),
  OAUTH_TOKEN_REVOKED("authenticationError", 401, "UNAUTHENTICATED"),
  CUSTOMER_NOT_FOUND("authenticationError", 401, "UNAUTHENTICATED"),
  CUSTOMER_NOT_ENABLED("authorizationError", 403, "PERMISSION_DENIED"),
  USER_PERMISSION_DENIED("authorizationError", 403, "PERMISSION_DENIED"),
  ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT("authorizationError", 403, "PERMISSION_DENIED"),
  ACCESS_DENIED_FOR_ACCOUNT_TYPE("authorizationError", 403, "PERMISSION_DENIED"),
  INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION(
      "authorizationError", 403, "PERMISSION_DENIED"),
  CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION("authorizationError", 403, "PERMISSION_DENIED"),
  DEVELOPER_TOKEN_NOT_APPROVED("authorizationError", 403, "PERMISSION_DENIED"),
  DEVELOPER_TOKEN_PROHIBITED("authorizationError", 403, "PERMISSION_DENIED"),
  PROJECT_DISABLED("authorizationError", 403, "PERMISSION_DENIED"),
  METRIC_ACCESS_DENIED("authorizationError", 403, "PERMISSION_DENIED"),
  INVALID_LOGIN_CUSTOMER_ID("headerError", 400, "INVALID_ARGUMENT"),
  UNSUPPORTED_VERSION("requestError", 400, "INVALID_ARGUMENT"),
  EXPIRED_PAGE_TOKEN("requestError", 400, "INVALID_ARGUMENT"),
  INVALID_PAGE_TOKEN("requestError", 400, "INVALID_ARGUMENT"),
  UNRECOGNIZED_FIELD("queryError", 400, "INVALID_ARGUMENT"),
  REQUESTED_METRICS_FOR_MANAGER("queryError", 400, "INVALID_ARGUMENT"),
  RESOURCE_EXHAUSTED("quotaError", 429, "RESOURCE_EXHAUSTED"),
  RESOURCE_TEMPORARILY_EXHAUSTED("quotaError", 429, "RESOURCE_EXHAUSTED"),
  EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION("quotaError", 429, "RESOURCE_EXHAUSTED"),
  EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION("quotaError", 429, "RESOURCE_EXHAUSTED"),
  INTERNAL_ERROR("internalError", 500, "INTERNAL"),
  TRANSIENT_ERROR("internalError", 503, "UNAVAILABLE"),
  DEADLINE_EXCEEDED("internalError", 504, "DEADLINE_EXCEEDED");

  private final String group;
  private final int http;
  private final String status;

  AdsFault(String group, int http, String status) {
    this.group = group;
    this.http = http;
    this.status = status;
  }

  /** The field of {@code errorCode} that the name is the value of. */
  public String group() {
    return group;
  }

  public int http() {
    return http;
  }

  /** The status of Google's remote procedure calls. */
  public String status() {
    return status;
  }

  public static Optional<AdsFault> of(String word) {
    return Arrays.stream(values()).filter(each -> each.name().equals(word)).findFirst();
  }
}
