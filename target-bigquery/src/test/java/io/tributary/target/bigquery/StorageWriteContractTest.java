package io.tributary.target.bigquery;

import io.tributary.target.bigquery.standin.StandIn;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every target promises, by the Storage Write API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StorageWriteContractTest {
  private final StandIn bigquery = StandIn.start();

  @AfterAll
  void stop() {
    bigquery.close();
  }

  /**
   * All recorded inputs, and of the random ones those of each size of a batch: a stream takes its
   * time, and most of them have batches of a row.
   */
  private static boolean isTried(String name) {
    return !name.matches("random input ([6-9]|1\\d|2\\d)\\b.*");
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract(@TempDir Path folder) {
    return Contract.checks(bigquery, "{'method': 'storage_write'}", folder)
        .filter(check -> isTried(check.getDisplayName()));
  }
}
