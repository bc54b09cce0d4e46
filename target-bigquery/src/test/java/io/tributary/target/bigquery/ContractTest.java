package io.tributary.target.bigquery;

import io.tributary.target.bigquery.standin.StandIn;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every target promises, by load jobs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContractTest {
  private final StandIn bigquery = StandIn.start();

  @AfterAll
  void stop() {
    bigquery.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract(@TempDir Path folder) {
    return Contract.checks(bigquery, "{}", folder);
  }

  @TestFactory
  Stream<DynamicTest> keepsItForRecordsAsTheyCame(@TempDir Path folder) {
    return Contract.someChecks(bigquery, "{'denormalized': false}", folder);
  }

  @TestFactory
  Stream<DynamicTest> keepsItByWayOfABucket(@TempDir Path folder) {
    bigquery.bucket("staging");
    return Contract.someChecks(
        bigquery,
        "{'staging_bucket': 'staging', 'gcs_endpoint': '%s'}".formatted(bigquery.apiEndpoint()),
        folder);
  }
}
