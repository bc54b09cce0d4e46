package io.tributary.tap.googleads.api;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.HttpException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Google Ads did not answer a request, or said no. Its message is one sentence. */
public final class AdsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient AdsError error;
  private final Reaction reaction;

  AdsException(HttpException failure) {
    super(failure.getMessage(), failure);
    this.error = AdsError.of(failure.failure());
    this.reaction =
        switch (failure.failure().kind()) {
          case UNREACHABLE -> Reaction.RETRY;
          case BROKEN ->
              failure.failure().cause() instanceof RowCutter.Broken
                  ? error.reaction()
                  : Reaction.RETRY;
          case REFUSED -> error.reaction();
          case MISDIRECTED, TOO_LARGE, CIRCULAR -> Reaction.FAIL;
        };
  }

  public AdsError error() {
    return error;
  }

  public Reaction reaction() {
    return reaction;
  }

  Optional<Duration> pause() {
    return error.pause();
  }

  /** The failure of a stream, or of all of them, said so that the user knows what to do. */
  public SingerException explained() {
    String said = String.valueOf(getMessage());
    if (reaction == Reaction.END) {
      return new SingerException.NoAccess(advice() + "; " + said, this);
    }
    return new SingerException.Source(advice().isEmpty() ? said : advice() + "; " + said, this);
  }

  private String advice() {
    return switch (error.code()) {
      case "UNSUPPORTED_VERSION" ->
          "api_version is not had any more, or not yet: set it to one that Google still answers";
      case "INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION" ->
          "login_customer_id is not a manager of the account that is asked";
      case "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION" ->
          "the Google Cloud project of client_id or of the service account may read test accounts"
              + " only: apply for access in its API center";
      case "PROJECT_DISABLED" ->
          "the Google Ads API is not enabled in the Google Cloud project of client_id or of the"
              + " service account";
      case "USER_PERMISSION_DENIED" ->
          "the credentials may not read this account: set login_customer_id to the manager through"
              + " which they may, or give them access";
      case "METRIC_ACCESS_DENIED" ->
          "the account may not read some of the metrics: take them out of the catalog, or of"
              + " streams";
      case "REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED", "INVALID_DATE" ->
          "Google keeps days for 37 months only: set start_date later";
      default -> general();
    };
  }

  private String general() {
    if (error.code().startsWith("DEVELOPER_TOKEN")) {
      return "developer_token is not taken: leave it out, or set the one of the API center";
    }
    if (error.kind().equals("headerError")) {
      return "login_customer_id is not the id of an account";
    }
    return reaction == Reaction.END ? "Google Ads does not let these credentials in" : "";
  }
}
