package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.TargetContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every target promises, by the real driver, against the stand-in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContractTest {
  private Path folder = Path.of("");
  private StandIn snowflake;
  private int schemas;

  @BeforeAll
  void start(@TempDir Path place) {
    folder = place;
    snowflake = new StandIn(folder.resolve("stages"));
  }

  @AfterAll
  void stop() {
    snowflake.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return TargetContract.of(
            new TargetSnowflake(), folder, place -> new SnowflakeSchema(snowflake, "S" + schemas++))
        .checks();
  }

  /** A schema of the stand-in. */
  private record SnowflakeSchema(StandIn snowflake, String schema) implements Destination {
    @Override
    public ObjectNode settings() {
      return snowflake.settings().put("default_target_schema", schema);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      return snowflake.rows(schema, column(stream));
    }

    @Override
    public String column(String property) {
      return property.toUpperCase(Locale.ROOT);
    }
  }
}
