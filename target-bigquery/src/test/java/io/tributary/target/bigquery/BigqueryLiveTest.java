package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.DatasetDeleteOption;
import com.google.cloud.bigquery.DatasetId;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.TargetContract;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every target promises, in a real project: {@code mvn -Plive -pl target-bigquery -am test}.
 *
 * <p>The settings come from {@code TARGET_BIGQUERY_…}, as the target's own do. Everything is done
 * in datasets of its own, {@code tributary_live_…}, which are deleted at the end.
 */
@Tag("live")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BigqueryLiveTest {
  private static final String PREFIX = "TARGET_BIGQUERY_";

  private final String run = "tributary_live_" + Long.toString(System.currentTimeMillis(), 36);
  private Path folder = Path.of("");
  private int datasets;

  @BeforeAll
  void start(@TempDir Path place) {
    Assumptions.assumeTrue(
        System.getenv(PREFIX + "PROJECT") != null,
        "there is no project: set TARGET_BIGQUERY_PROJECT and the other settings");
    folder = place;
  }

  @AfterAll
  void deleteDatasets() {
    if (datasets == 0) {
      return;
    }
    BigQuery client = client();
    for (int i = 0; i < datasets; i++) {
      client.delete(
          DatasetId.of(environment().path("project").asText(), dataset(i)),
          DatasetDeleteOption.deleteContents());
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContractByLoadJobs() {
    return checks(Method.LOAD_JOB);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContractByStreams() {
    return checks(Method.STORAGE_WRITE);
  }

  private Stream<DynamicTest> checks(Method method) {
    BigQuery client = client();
    return TargetContract.of(
            new TargetBigquery(),
            folder,
            place ->
                new Emulator.OneDataset(
                    environment()
                        .put("dataset", dataset(datasets++))
                        .put("method", method.name().toLowerCase(Locale.ROOT)),
                    client))
        .checks();
  }

  private String dataset(int number) {
    return run + "_" + number;
  }

  private static ObjectNode environment() {
    ObjectNode settings = Json.MAPPER.createObjectNode().put("dataset", "none");
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) {
        String name = variable.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        settings.put(name, variable.getValue());
      }
    }
    return settings;
  }

  private static BigQuery client() {
    return BigqueryLogin.client(ConfigReader.read(environment(), TargetBigquery.Config.class));
  }
}
