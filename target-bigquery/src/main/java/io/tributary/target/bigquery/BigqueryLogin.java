package io.tributary.target.bigquery;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import io.tributary.singer.error.SingerException;
import io.tributary.target.bigquery.bucket.Bucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Signs in. Google's client is first touched here, so that whatever needs none starts fast. */
final class BigqueryLogin {
  private static final String SCOPE = "https://www.googleapis.com/auth/bigquery";
  private static final String STORAGE_SCOPE =
      "https://www.googleapis.com/auth/devstorage.read_write";
  private static final int HOUR_SECONDS = 3_600;

  private BigqueryLogin() {}

  static BigQuery client(TargetBigquery.Config config) {
    QuietLogging.begin();
    BigQueryOptions.Builder options =
        BigQueryOptions.newBuilder().setProjectId(config.place().payer());
    config.place().apiEndpoint().ifPresent(address -> options.setHost(address.toString()));
    Optional<GoogleCredentials> credentials = credentials(config.credentials());
    if (credentials.isPresent()) {
      options.setCredentials(credentials.get());
    } else {
      options.setCredentials(NoCredentials.getInstance());
    }
    return options.build().getService();
  }

  /** Who signs in; nobody does to an emulator. */
  static Optional<GoogleCredentials> credentials(Credentials given) {
    return given.credentials() == Credentials.Source.NONE
        ? Optional.empty()
        : Optional.of(scoped(given, SCOPE));
  }

  /** The bucket that batches go through. */
  static Bucket bucket(TargetBigquery.Config config, String name) {
    Optional<GoogleCredentials> credentials =
        config.credentials().credentials() == Credentials.Source.NONE
            ? Optional.empty()
            : Optional.of(scoped(config.credentials(), STORAGE_SCOPE));
    return new Bucket(name, config.staging().gcsEndpoint(), credentials);
  }

  private static GoogleCredentials scoped(Credentials given, String scope) {
    GoogleCredentials own = own(given).createScoped(scope);
    return given
        .impersonateServiceAccount()
        .<GoogleCredentials>map(
            account ->
                ImpersonatedCredentials.create(own, account, null, List.of(scope), HOUR_SECONDS))
        .orElse(own);
  }

  private static GoogleCredentials own(Credentials given) {
    if (given.accessToken().isPresent()) {
      return GoogleCredentials.create(
          AccessToken.newBuilder().setTokenValue(given.accessToken().get().reveal()).build());
    }
    if (given.credentialsJson().isPresent()) {
      byte[] text = given.credentialsJson().get().reveal().getBytes(StandardCharsets.UTF_8);
      return read(new ByteArrayInputStream(text), "credentials_json");
    }
    if (given.credentialsPath().isPresent()) {
      Path path = given.credentialsPath().get();
      try (InputStream file = Files.newInputStream(path)) {
        return read(file, "credentials_path");
      } catch (IOException e) {
        throw new SingerException.Config(
            "credentials_path",
            "cannot be read from " + path + ": " + e.getClass().getSimpleName());
      }
    }
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw new SingerException.Config(
          "credentials_path",
          "is not given, nor credentials_json or access_token, and where Google's programs look for"
              + " credentials there are none; `gcloud auth application-default login` makes some");
    }
  }

  private static GoogleCredentials read(InputStream json, String setting) {
    try {
      return GoogleCredentials.fromStream(json);
    } catch (IOException | IllegalArgumentException e) {
      throw new SingerException.Config(
          setting, "holds no credentials of Google, such as the key of a service account in JSON");
    }
  }
}
