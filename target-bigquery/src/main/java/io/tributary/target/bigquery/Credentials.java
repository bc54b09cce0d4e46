package io.tributary.target.bigquery;

import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Who signs in, and by what. */
record Credentials(
    @Setting("The file of a service account's key, or of any other of Google's credentials.")
        Optional<Path> credentialsPath,
    @Setting("The text of such a file.") Optional<Secret> credentialsJson,
    @Setting("An access token, such as `gcloud auth print-access-token` prints.")
        Optional<Secret> accessToken,
    @Setting(
            "The e-mail address of the service account to act as, which whoever signs in may make"
                + " tokens for.")
        Optional<String> impersonateServiceAccount,
    @Setting(
            value =
                "Where credentials come from if none are given: default, where Google's programs"
                    + " look for them, or none, for an emulator on this machine.",
            byDefault = "\"default\"")
        Source credentials) {

  /** Where credentials come from that are not given. */
  enum Source {
    DEFAULT,
    NONE
  }

  Credentials {
    long given =
        Stream.of(credentialsPath, credentialsJson, accessToken)
            .filter(Optional::isPresent)
            .count();
    if (given > 1) {
      throw new IllegalArgumentException(
          "credentials_path, credentials_json and access_token are given together; one is enough");
    }
    if (credentials == Source.NONE && (given > 0 || impersonateServiceAccount.isPresent())) {
      throw new IllegalArgumentException("credentials is none, and some are given");
    }
    if (impersonateServiceAccount.filter(it -> !it.contains("@")).isPresent()) {
      throw new IllegalArgumentException(
          "impersonate_service_account is not an e-mail address such as"
              + " loader@my-project.iam.gserviceaccount.com");
    }
  }
}
