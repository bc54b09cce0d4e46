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

  /** Whether all that is sent to Cloud Storage stays on this machine. */
  boolean isHere() {
    return gcsEndpoint.filter(Place::isHere).isPresent();
  }

  /** Whether whoever is on the way to Cloud Storage could read what is sent. */
  boolean isPlain() {
    return gcsEndpoint.filter(Place::isPlain).isPresent();
  }
}
