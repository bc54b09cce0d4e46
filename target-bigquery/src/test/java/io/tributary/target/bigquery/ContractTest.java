package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.TargetContract;
import io.tributary.target.bigquery.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every target promises, by Google's own client, against the stand-in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContractTest {
  private final StandIn bigquery = StandIn.start();
  private Path folder = Path.of("");
  private int datasets;

  @BeforeAll
  void start(@TempDir Path place) {
    folder = place;
  }

  @AfterAll
  void stop() {
    bigquery.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return TargetContract.of(
            new TargetBigquery(), folder, place -> new OneDataset(bigquery, "d" + datasets++))
        .checks();
  }

  /** A dataset of the stand-in. */
  private record OneDataset(StandIn bigquery, String dataset) implements Destination {
    @Override
    public ObjectNode settings() {
      return Trial.settings(bigquery).put("dataset", dataset);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      return bigquery.rows(dataset, column(stream));
    }

    @Override
    public String column(String property) {
      return new BigqueryDialect(Settings.config("{}")).dialect().identifiers().fold(property);
    }
  }
}
