package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.json.Json;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.JdbcRows;
import io.tributary.singer.testkit.TargetContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
 * What every target promises, in a real account: {@code mvn -Plive -pl target-snowflake -am test}.
 *
 * <p>The settings come from {@code TARGET_SNOWFLAKE_…}, as the target's own do. Everything is done
 * in schemas of its own, {@code TRIBUTARY_LIVE_…}, which are dropped at the end.
 */
@Tag("live")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SnowflakeLiveTest {
  private static final String PREFIX = "TARGET_SNOWFLAKE_";

  private final String run = "TRIBUTARY_LIVE_" + Long.toString(System.currentTimeMillis(), 36);
  private Path folder = Path.of("");
  private int schemas;

  @BeforeAll
  void start(@TempDir Path place) {
    Assumptions.assumeTrue(
        System.getenv(PREFIX + "ACCOUNT") != null,
        "there is no account: set TARGET_SNOWFLAKE_ACCOUNT and the other settings");
    folder = place;
  }

  @AfterAll
  void dropSchemas() throws SQLException {
    if (schemas == 0) {
      return;
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < schemas; i++) {
        statement.execute("DROP SCHEMA IF EXISTS " + path(schema(i)));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return TargetContract.of(
            new TargetSnowflake(), folder, place -> new LiveSchema(schema(schemas++)))
        .checks();
  }

  private String schema(int number) {
    return (run + "_" + number).toUpperCase(Locale.ROOT);
  }

  private static ObjectNode environment() {
    ObjectNode settings = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith(PREFIX)) {
        String name = variable.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        settings.put(name, variable.getValue());
      }
    }
    return settings;
  }

  private static TargetSnowflake.Config config() {
    return ConfigReader.read(environment(), TargetSnowflake.Config.class);
  }

  private static Connection connect() {
    return new SnowflakeLogin(config(), "tributary live test").connect();
  }

  private static String path(String schema) {
    return new SnowflakeDialect(config()).dialect().quoted(config().session().database())
        + "."
        + SnowflakeDialect.kept(schema);
  }

  /** A schema of the account. */
  private record LiveSchema(String schema) implements Destination {
    @Override
    public ObjectNode settings() {
      return environment().put("default_target_schema", schema);
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      String table = path(schema) + "." + SnowflakeDialect.kept(column(stream));
      try (Connection connection = connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
        return JdbcRows.read(rows);
      } catch (SQLException e) {
        if (SnowflakeErrors.isMissing(e)) {
          return List.of();
        }
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String column(String property) {
      return property.toUpperCase(Locale.ROOT);
    }
  }
}
