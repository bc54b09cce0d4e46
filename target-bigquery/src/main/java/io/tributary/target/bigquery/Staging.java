package io.tributary.target.bigquery;

import io.tributary.singer.config.Setting;
import java.net.URI;
import java.util.Optional;

/** Where batches are on their way into load jobs. */
record Staging(
    @Setting(
            "The bucket of Cloud Storage that batches go through on their way into load jobs, in the"
                + " location of the dataset. By default they are sent to BigQuery itself.")
        Optional<String> stagingBucket,
    @Setting(
            value = "What the names of files in staging_bucket begin with.",
            byDefault = "\"tributary/\"")
        String stagingPrefix,
    @Setting(
            "The address of Cloud Storage, for private access or an emulator. http is for addresses"
                + " on this machine only.")
        Optional<URI> gcsEndpoint) {

  Staging {
    if (stagingBucket
        .filter(name -> !name.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]"))
        .isPresent()) {
      throw new IllegalArgumentException(
          "staging_bucket is not the name of a bucket, such as my-bucket, without gs://");
    }
    if (!stagingPrefix.matches("[A-Za-z0-9._/-]{0,200}") || stagingPrefix.startsWith("/")) {
      throw new IllegalArgumentException(
          "staging_prefix is not the beginning of a name, such as tributary/");
    }
    gcsEndpoint.ifPresent(it -> Place.check("gcs_endpoint", it, "https://storage.googleapis.com"));
  }

  /**
   * Refuses what does not go together with other settings.
   *
   * @param isNone whether nobody signs in
   * @param isWritten whether rows are sent without load jobs
   */
  void check(boolean isNone, boolean isWritten) {
    if (stagingBucket.isPresent() && isWritten) {
      throw new IllegalArgumentException("staging_bucket is given, which is for load_job");
    }
    if (isNone && stagingBucket.isPresent() && gcsEndpoint.filter(Place::isHere).isEmpty()) {
      throw new IllegalArgumentException(
          "credentials is none, which with staging_bucket is for a gcs_endpoint on this machine");
    }
    if (!isNone && gcsEndpoint.filter(Place::isPlain).isPresent()) {
      throw new IllegalArgumentException(
          "credentials is not none, but gcs_endpoint is http, by which no secret should go");
    }
  }
}
