package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.TargetContract;
import io.tributary.target.bigquery.nested.Part;
import io.tributary.target.bigquery.standin.StandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every target promises, by Google's own clients, against the stand-in. */
final class Contract {
  private Contract() {}

  /** The checks, each in a dataset of its own. */
  static Stream<DynamicTest> checks(StandIn bigquery, Method method, Path folder) {
    AtomicInteger datasets = new AtomicInteger();
    return checks(
        folder, () -> new OneDataset(bigquery, method, "c" + datasets.getAndIncrement(), true));
  }

  /**
   * Some of them for records that are kept as they came: those whose values are JSON's own, such as
   * no text that is a date.
   */
  static Stream<DynamicTest> checksOfRecords(StandIn bigquery, Path folder) {
    Pattern some =
        Pattern.compile(
            "(activate-version|append-only|composite-keys.*|deeply-nested|empty-text.*"
                + "|key-repeats.*|no-keys|overwrite|schema-changes|unicode.*): .*");
    AtomicInteger datasets = new AtomicInteger();
    return checks(
            folder,
            () ->
                new OneDataset(bigquery, Method.LOAD_JOB, "r" + datasets.getAndIncrement(), false))
        .filter(check -> some.matcher(check.getDisplayName()).matches());
  }

  private static Stream<DynamicTest> checks(Path folder, Supplier<Destination> datasets) {
    return TargetContract.of(new TargetBigquery(), folder, place -> datasets.get()).checks();
  }

  /** A dataset of the stand-in. */
  private record OneDataset(StandIn bigquery, Method method, String dataset, boolean denormalized)
      implements Destination {
    @Override
    public ObjectNode settings() {
      return Trial.settings(bigquery)
          .put("dataset", dataset)
          .put("method", Trial.word(method))
          .put("denormalized", denormalized);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      List<ObjectNode> rows = bigquery.rows(dataset, identifiers().fold(stream));
      rows.forEach(row -> row.forEach(OneDataset::rejoin));
      return denormalized ? rows : rows.stream().map(OneDataset::record).toList();
    }

    private static ObjectNode record(ObjectNode row) {
      ObjectNode record = (ObjectNode) row.path("data");
      record.properties().removeIf(property -> property.getValue().isNull());
      return record;
    }

    /** Puts the properties that have no field of their own back beside those that have. */
    private static void rejoin(JsonNode value) {
      value.forEach(OneDataset::rejoin);
      if (value instanceof ObjectNode struct
          && struct.remove(Part.REST) instanceof ObjectNode rest) {
        struct.setAll(rest);
      }
    }

    @Override
    public String column(String property) {
      return identifiers().column(property);
    }

    private static Identifiers identifiers() {
      return new BigqueryDialect(Settings.config("{}")).dialect().identifiers();
    }
  }
}
