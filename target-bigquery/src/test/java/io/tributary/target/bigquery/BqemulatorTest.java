package io.tributary.target.bigquery;

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
 * What every target promises, by Google's own client, against bqemulator, a BigQuery that nobody
 * here wrote: load jobs, definitions and MERGE. {@code interop/bigquery/contract} runs it.
 */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BqemulatorTest {
  /** Its storage/type_map.py makes DECIMAL(76, 38) of it, and DuckDB ends at 38 digits. */
  private static final String BIGNUMERIC = "its tables.insert knows no BIGNUMERIC";

  /** Its catalog/ddl_sync.py takes over what CREATE and DROP do, and nothing else. */
  private static final String ALTER = "its tables.get does not know what ALTER TABLE did";

  /** Its tabledata.list looks for the table that a query's results are in, and finds none. */
  private static final String RESULTS = "Google's client cannot read there what a query answers";

  /** What bqemulator 1.4.0 cannot, by the checks that ask for it. */
  private static final KnownGaps GAPS =
      KnownGaps.of(
          Map.ofEntries(
              Map.entry("decimals-with-trailing-zeros:", BIGNUMERIC),
              Map.entry("^every-type:", BIGNUMERIC),
              Map.entry("integers-wider-than-64-bits:", BIGNUMERIC),
              Map.entry("^keys-of-every-kind:", BIGNUMERIC),
              Map.entry("more-decimals-than-the-schema-allows:", BIGNUMERIC),
              Map.entry("schema-that-widens:", BIGNUMERIC),
              Map.entry("overwrite:", ALTER),
              Map.entry("twice, schema-changes:", ALTER),
              Map.entry(", cut and resumed", ALTER),
              Map.entry("numbers-that-keep-their-digits:", RESULTS),
              Map.entry("from the state that is kept", RESULTS)));

  private final Emulator emulator = Emulator.start("bqemulator");
  private Path folder = Path.of("");

  BqemulatorTest() throws IOException, InterruptedException {}

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
    return GAPS.judge(
        TargetContract.of(new TargetBigquery(), folder, place -> emulator.dataset())
            .checks()
            .filter(check -> isTried(check.getDisplayName())));
  }

  /** Some of the random inputs, and no batches of one row: it takes its time. */
  private static boolean isTried(String name) {
    return !name.startsWith("one by one") && !name.matches("random input ([4-9]|1\\d).*");
  }
}
