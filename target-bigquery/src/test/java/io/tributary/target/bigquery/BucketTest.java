package io.tributary.target.bigquery;

import static io.tributary.target.bigquery.Trial.KEYLESS;
import static io.tributary.target.bigquery.Trial.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import io.tributary.target.bigquery.standin.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches that go through a bucket, by Google's own client of Cloud Storage. */
final class BucketTest {
  private final Path folder;
  @AutoClose private final Trial trial;

  BucketTest(@TempDir Path folder) {
    this.folder = folder;
    trial = new Trial(folder);
    trial.bigquery.bucket("staging");
  }

  private String settings(String bucket) {
    return "{'staging_bucket': '%s', 'gcs_endpoint': '%s', 'spool_directory': '%s'}"
        .formatted(bucket, trial.bigquery.apiEndpoint(), folder);
  }

  @Test
  void loadsFromTheBucketAndLeavesNothingThere() throws Exception {
    Cli.Outcome outcome = trial.load(settings("staging"), KEYLESS + PEOPLE);

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines()).containsExactly("{\"n\":1}");
    assertThat(trial.people()).containsExactly("1|a", "2|b", "3|c");
    assertThat(trial.bigquery.jobs("load"))
        .extracting(job -> job.at("/configuration/load/sourceUris/0").asText())
        .singleElement()
        .asString()
        .matches("gs://staging/tributary/[0-9T]+_[0-9a-f]+/people-\\d+-\\d+\\.json\\.gz");
    assertThat(trial.bigquery.calls("^PUT upload/jobs")).isZero();
    assertThat(trial.bigquery.inBucket("staging")).isEmpty();
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".gz"));
    }
  }

  static Stream<Fault> whatPasses() {
    return Stream.of(
        Fault.unavailable("POST upload/storage"),
        Fault.unavailable("PUT upload/storage"),
        Fault.cutUpload(),
        Fault.cutBefore("PUT upload/storage"),
        Fault.cutAfter("PUT upload/storage"),
        Fault.unavailable("POST jobs load"),
        Fault.cutAfter("POST jobs load"),
        Fault.jobFails("RUN load", "backendError", "Error encountered during execution."),
        Fault.denied("DELETE storage", "storage.objects.delete"));
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void loadsEachRowOnceThoughARequestOrAJobFails(Fault fault) {
    trial.assertLoadsEachRowOnce(settings("staging"), fault);
  }

  static Stream<Arguments> whatDoesNotPass() {
    return Stream.of(
        Arguments.of(
            "absent",
            Fault.unavailable("nothing"),
            "the bucket absent: there is no such bucket; make it, or correct `staging_bucket`: "),
        Arguments.of(
            "staging",
            Fault.denied("POST upload/storage", "storage.objects.create"),
            "roles/storage.objectUser on the bucket is enough"),
        Arguments.of(
            "staging",
            Fault.refused("POST upload/storage", 401, "authError", "Invalid Credentials"),
            "Cloud Storage does not accept the credentials, or not any longer: 401 Unauthorized (object tributary/"),
        Arguments.of(
            "staging",
            Fault.refused("POST upload/storage", 412, "conditionNotMet", "did not hold"),
            "the bucket staging: there is something else of that name: did not hold"),
        Arguments.of(
            "staging",
            Fault.jobFails("RUN load", "accessDenied", "Access Denied: File gs://staging/x"),
            "whoever signs in may not do that: Access Denied: File gs://staging/x"));
  }

  @ParameterizedTest
  @MethodSource("whatDoesNotPass")
  void saysInOneSentenceWhatIsWrong(String bucket, Fault fault, String words) {
    trial.bigquery.fail(fault);

    assertThat(trial.refusal(settings(bucket), KEYLESS + PEOPLE)).contains(words);
    assertThat(trial.people()).isEmpty();
    assertThat(trial.bigquery.inBucket("staging")).isEmpty();
  }
}
