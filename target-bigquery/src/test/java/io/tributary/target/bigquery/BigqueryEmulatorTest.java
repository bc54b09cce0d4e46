package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.KnownGaps;
import io.tributary.singer.testkit.TargetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every target promises, by Google's own client, against bigquery-emulator, a BigQuery that
 * nobody here wrote: the Storage Write API. {@code interop/bigquery/contract} runs it.
 */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BigqueryEmulatorTest {
  /** What bigquery-emulator v0.8.1 cannot, by the checks that ask for it. */
  private static final KnownGaps GAPS = KnownGaps.of(Map.of());

  private final Emulator emulator = Emulator.start("bigquery-emulator");
  private Path folder = Path.of("");

  BigqueryEmulatorTest() throws IOException, InterruptedException {}

  @BeforeAll
  void start(@TempDir Path place) {
    folder = place;
  }

  @AfterAll
  void stop() throws InterruptedException {
    emulator.stop();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    ObjectNode nothing = Settings.object("{}");
    return GAPS.judge(
        TargetContract.of(new TargetBigquery(), folder, place -> emulator.dataset(nothing))
            .checks()
            .filter(check -> isTried(check.getDisplayName())));
  }

  /** Each recorded input once, and some of the random ones: it takes its time. */
  private static boolean isTried(String name) {
    return !name.startsWith("one by one")
        && !name.startsWith("twice")
        && !name.matches("random input ([4-9]|1\\d).*");
  }
}
