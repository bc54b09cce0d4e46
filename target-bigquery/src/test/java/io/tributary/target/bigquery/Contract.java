package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.TargetContract;
import io.tributary.target.bigquery.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every target promises, by Google's own clients, against the stand-in. */
final class Contract {
  private Contract() {}

  /** The checks, each in a dataset of its own. */
  static Stream<DynamicTest> checks(StandIn bigquery, Method method, Path folder) {
    AtomicInteger datasets = new AtomicInteger();
    return TargetContract.of(
            new TargetBigquery(),
            folder,
            place -> new OneDataset(bigquery, method, "d" + datasets.getAndIncrement()))
        .checks();
  }

  /** A dataset of the stand-in. */
  private record OneDataset(StandIn bigquery, Method method, String dataset)
      implements Destination {
    @Override
    public ObjectNode settings() {
      return Trial.settings(bigquery).put("dataset", dataset).put("method", Trial.word(method));
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
