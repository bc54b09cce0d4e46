package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class TapContractTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> holdsForATapWithoutFaults() {
    return contract("none").checks();
  }

  @Test
  void noticesATapThatSkipsRecordsOfTheBookmarksOwnValue() {
    assertThat(failures("skips_ties"))
        .contains("T2: a run from any state reads all that followed it");
  }

  @Test
  void noticesATapThatMarksAPositionTooEarly() {
    assertThat(failures("marks_too_early"))
        .contains("T2: a run from any state reads all that followed it");
  }

  private TapContract<SyntheticTap.Config> contract(String fault) {
    return TapContract.of(
        new SyntheticTap(),
        folder,
        Json.MAPPER.createObjectNode().put("api_key", "sk_live_SECRET_0815").put("fault", fault));
  }

  private List<String> failures(String fault) {
    List<String> failures = new ArrayList<>();
    contract(fault)
        .checks()
        .forEach(
            check -> {
              try {
                check.getExecutable().execute();
              } catch (Throwable e) {
                failures.add(check.getDisplayName());
              }
            });
    return failures;
  }
}
