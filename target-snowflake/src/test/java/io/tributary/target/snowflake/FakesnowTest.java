package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Planner;
import io.tributary.singer.connector.Target;
import io.tributary.singer.json.Json;
import io.tributary.singer.sql.WarehouseLoader;
import io.tributary.singer.testkit.Cli;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.JdbcRows;
import io.tributary.singer.testkit.KnownGaps;
import io.tributary.singer.testkit.TargetContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every target promises, by the real driver, against fakesnow, a Snowflake that nobody here
 * wrote. It has no stage that we could use, so that rows get into the staging table by INSERT; all
 * else is the target's own. {@code interop/snowflake} runs it.
 */
@Tag("interop")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FakesnowTest {
  private static final int PATIENCE = 300;

  /**
   * What fakesnow 0.12.1, or looking into it, cannot, by the checks that ask for it; with the
   * numbers of its own issues where it has one.
   */
  private static final KnownGaps GAPS =
      KnownGaps.of(
          Map.of(
              "integers-wider-than-64-bits:", "its NUMBER(38,0) has 64 bits (like issue 12)",
              "key-of-null:", "its MERGE does not insert a row whose keys are all null",
              "names-that-are-awkward:", "it takes $ in a quoted name for a variable (issue 216)",
              "from the state that is kept", "its MERGE writes aside, which no transaction may",
              "timestamps-far-past-and-future:", "java.sql has another calendar before 1583"));

  private Path folder = Path.of("");
  private @Nullable Process fakesnow;
  private int port;
  private int schemas;

  @BeforeAll
  void start(@TempDir Path place) throws IOException, InterruptedException {
    folder = place;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String program = System.getProperty("fakesnow", "fakesnow");
    Process started =
        new ProcessBuilder(program, "-s", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "fakesnow.log").toFile())
            .start();
    fakesnow = started;
    for (int i = 0; !listens(); i++) {
      assertThat(started.isAlive() && i < PATIENCE).as("fakesnow starts").isTrue();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  void stop() throws InterruptedException {
    Process started = fakesnow;
    if (started != null) {
      started.destroy();
      started.waitFor();
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return GAPS.judge(
        TargetContract.of(
                new ByInsert(), folder, place -> new FakesnowSchema(settings("S" + schemas++)))
            .checks()
            .filter(check -> isTried(check.getDisplayName())));
  }

  /** Each recorded input once, and some of the random ones: it takes its time. */
  private static boolean isTried(String name) {
    return !name.startsWith("one by one")
        && !name.startsWith("twice")
        && !name.matches("random input ([4-9]|1\\d).*");
  }

  /** Its transactions hold together what is appended and the state, if not what is merged. */
  @Test
  void keepsTheStateWithAppendedRows() throws IOException {
    ObjectNode settings = settings("KEPT");
    settings.put("state_backend", "warehouse").put("state_id", "shop");

    Cli.Outcome cut =
        load(
            settings,
            Trial.KEYLESS + Trial.person(1, "a") + Trial.state(1) + Trial.person(2, "lost"));
    assertThat(cut.err()).contains("records that no STATE covers (people 1)");
    assertThat(load(settings, "", "--read-state").lines()).containsExactly("{\"n\":1}");
    Cli.Outcome rest = load(settings, Trial.KEYLESS + Trial.person(2, "b") + Trial.state(2));

    assertThat(rest.exit()).as(rest.err()).isZero();
    assertThat(load(settings, "", "--read-state").lines()).containsExactly("{\"n\":2}");
    assertThat(new FakesnowSchema(settings).rows("people"))
        .extracting(row -> row.path("NAME").asText())
        .containsExactlyInAnyOrder("a", "b");
  }

  private Cli.Outcome load(ObjectNode settings, String input, String... more) throws IOException {
    Path config = folder.resolve("kept.json");
    Files.writeString(config, settings.toString());
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(more));
    return Cli.of(new ByInsert())
        .withInput(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .withFolder(folder)
        .run(arguments.toArray(String[]::new));
  }

  private ObjectNode settings(String schema) {
    ObjectNode settings = Json.MAPPER.createObjectNode();
    settings.put("account", "fakesnow").put("user", "LOADER").put("password", "any");
    settings.put("host", "127.0.0.1").put("port", port).put("protocol", "http");
    settings.put("database", "RAW").put("default_target_schema", schema);
    // It wants to know in which schema a session is, whatever statements say.
    settings.putObject("jdbc_properties").put("schema", schema);
    return settings.put("request_timeout_seconds", 10);
  }

  /** A schema of fakesnow's. */
  private record FakesnowSchema(ObjectNode settings) implements Destination {
    @Override
    public List<ObjectNode> rows(String stream) {
      String schema = settings.path("default_target_schema").asText();
      String table = "\"RAW\"." + schema + "." + SnowflakeDialect.kept(column(stream));
      TargetSnowflake.Config config = ConfigReader.read(settings, TargetSnowflake.Config.class);
      try (Connection connection = new SnowflakeLogin(config, "").connect();
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

  /** The target, but for how rows get into the staging table. */
  private static final class ByInsert implements Target<TargetSnowflake.Config> {
    private final TargetSnowflake target = new TargetSnowflake();

    @Override
    public String name() {
      return target.name();
    }

    @Override
    public String description() {
      return target.description();
    }

    @Override
    public Class<TargetSnowflake.Config> configType() {
      return target.configType();
    }

    @Override
    public Loader open(TargetSnowflake.Config config) {
      return new WarehouseLoader(
          InsertingWarehouse.open(config),
          new SnowflakeDialect(config).dialect(),
          TargetSnowflake.placement(config),
          Clock.systemUTC());
    }

    @Override
    public Planner plan(TargetSnowflake.Config config) {
      return target.plan(config);
    }
  }
}
