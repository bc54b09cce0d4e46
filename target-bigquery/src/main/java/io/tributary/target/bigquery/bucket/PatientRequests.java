package io.tributary.target.bigquery.bucket;

import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler.BackOffRequired;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import com.google.api.client.util.BackOff;
import com.google.api.client.util.ExponentialBackOff;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Optional;

/** Signs requests, and sends them again for a minute if they fail for a reason that passes. */
final class PatientRequests implements HttpRequestInitializer {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int TOO_MANY = 429;

  private final Optional<HttpCredentialsAdapter> credentials;

  PatientRequests(Optional<GoogleCredentials> credentials) {
    this.credentials = credentials.map(HttpCredentialsAdapter::new);
  }

  @Override
  public void initialize(HttpRequest request) throws IOException {
    if (credentials.isPresent()) {
      credentials.get().initialize(request);
    }
    HttpUnsuccessfulResponseHandler waiting =
        new HttpBackOffUnsuccessfulResponseHandler(backOff())
            .setBackOffRequired(
                response ->
                    response.getStatusCode() == TOO_MANY
                        || BackOffRequired.ON_SERVER_ERROR.isRequired(response));
    request.setUnsuccessfulResponseHandler(
        (failed, response, isRepeatable) ->
            (credentials.isPresent()
                    && credentials.get().handleResponse(failed, response, isRepeatable))
                || waiting.handleResponse(failed, response, isRepeatable));
    request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(backOff()));
    request.setConnectTimeout(TIMEOUT_MILLIS).setReadTimeout(TIMEOUT_MILLIS);
  }

  private static BackOff backOff() {
    return new ExponentialBackOff.Builder().setMaxElapsedTimeMillis(PATIENCE_MILLIS).build();
  }
}
