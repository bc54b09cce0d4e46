package io.tributary.trials;

import io.tributary.singer.testkit.TargetContract;
import io.tributary.target.duckdb.TargetDuckdb;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class TargetDuckdbContractTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return TargetContract.of(
            new TargetDuckdb(), folder, place -> new DuckdbFile(place.resolve("rows.duckdb")))
        .checks();
  }
}
