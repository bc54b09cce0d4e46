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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every target promises, by Google's own clients, against the stand-in. */
final class Contract {
  private Contract() {}

  private static final AtomicInteger DATASETS = new AtomicInteger();

  private static final Pattern SOME =
      Pattern.compile(
          "(activate-version|append-only|composite-keys.*|deeply-nested|empty-text.*"
              + "|key-repeats.*|no-keys|overwrite|schema-changes|unicode.*): .*");

  /**
   * The checks, each in a dataset of its own.
   *
   * @param settings those beside where it is
   */
  static Stream<DynamicTest> checks(StandIn bigquery, String settings, Path folder) {
    ObjectNode more = Settings.object(settings);
    return TargetContract.of(
            new TargetBigquery(),
            folder,
            place -> new OneDataset(bigquery, more, "c" + DATASETS.getAndIncrement()))
        .checks();
  }

  /** Some of them, of values that are JSON's own, such as no text that is a date. */
  static Stream<DynamicTest> someChecks(StandIn bigquery, String settings, Path folder) {
    return checks(bigquery, settings, folder)
        .filter(check -> SOME.matcher(check.getDisplayName()).matches());
  }

  /** A dataset of the stand-in. */
  private record OneDataset(StandIn bigquery, ObjectNode more, String dataset)
      implements Destination {
    @Override
    public ObjectNode settings() {
      ObjectNode settings = Trial.settings(bigquery).put("dataset", dataset);
      return settings.setAll(more);
    }

    private boolean isOfRecords() {
      return !more.path("denormalized").asBoolean(true);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      List<ObjectNode> rows = bigquery.rows(dataset, identifiers().fold(stream));
      rows.forEach(row -> row.forEach(OneDataset::rejoin));
      return isOfRecords() ? rows.stream().map(OneDataset::record).toList() : rows;
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
