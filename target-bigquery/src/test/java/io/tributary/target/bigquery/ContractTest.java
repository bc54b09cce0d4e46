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
import java.util.regex.Pattern;
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
    return checks(true);
  }

  /**
   * Those inputs whose values are JSON's own, which a record that is kept as it came does not mean.
   */
  @TestFactory
  Stream<DynamicTest> keepsItForRecordsAsTheyCame() {
    Pattern some =
        Pattern.compile(
            "(activate.version|append.only|composite.keys.*|deeply.nested|empty.text.*|key.repeats.*"
                + "|no.keys|overwrite|schema.changes|unicode.*)");
    return checks(false).filter(check -> some.matcher(check.getDisplayName()).matches());
  }

  private Stream<DynamicTest> checks(boolean denormalized) {
    return TargetContract.of(
            new TargetBigquery(),
            folder,
            place -> new OneDataset(bigquery, "d" + datasets++, denormalized))
        .checks();
  }

  /** A dataset of the stand-in. */
  private record OneDataset(StandIn bigquery, String dataset, boolean denormalized)
      implements Destination {
    @Override
    public ObjectNode settings() {
      return Trial.settings(bigquery).put("dataset", dataset).put("denormalized", denormalized);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      List<ObjectNode> rows = bigquery.rows(dataset, table(stream));
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

    private static String table(String stream) {
      return identifiers().fold(stream);
    }

    private static Identifiers identifiers() {
      return new BigqueryDialect(Settings.config("{}")).dialect().identifiers();
    }

    @Override
    public String column(String property) {
      return identifiers().column(property);
    }
  }
}
