package io.tributary.target.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.ArchitectureRules;
import io.tributary.singer.testkit.Cli;
import io.tributary.singer.testkit.ConfigContract;
import io.tributary.singer.testkit.Destination;
import io.tributary.singer.testkit.JdbcRows;
import io.tributary.singer.testkit.TargetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TargetTemplateTest {
  @TempDir private Path folder;

  // tag::contract[]
  @TestFactory
  Stream<DynamicTest> keepsTheTargetContract() {
    return TargetContract.of(new TargetTemplate(), folder, Database::new).checks();
  }

  /** A place to load into, and how to look at what was loaded. */
  private record Database(Path place) implements Destination {
    @Override
    public ObjectNode settings() {
      return JsonNodeFactory.instance.objectNode().put("path", file().toString());
    }

    @Override
    public List<ObjectNode> rows(String stream) {
      String table = '"' + stream.replace("\"", "\"\"") + '"';
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
          Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
          return JdbcRows.read(rows);
        }
      } catch (SQLException e) {
        assertThat(e.getMessage()).contains("does not exist");
        return List.of();
      }
    }

    // end::contract[]

    private Path file() {
      return place.resolve("a.duckdb");
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(TargetTemplate.Config.class, "{'path': 'a.duckdb', 'state_id': 'p'}")
        .setting("path", "'b.duckdb'")
        .setting("default_target_schema", "'raw'")
        .setting("load_method", "'overwrite'")
        .setting("add_record_metadata", "false")
        .setting("hard_delete", "true")
        .setting("schema_name_pattern", "\"raw_{stream_schema}\"")
        .setting("table_name_pattern", "\"{stream_table}\"")
        .setting("schema_mapping", "{\"public\": \"shop\"}")
        .setting("schema_contract", "'freeze'")
        .setting("state_backend", "'warehouse'")
        .setting("state_id", "'other'")
        .refusing("default_target_schema", "' '", "is empty")
        .checks();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfTheHouse() {
    return ArchitectureRules.over("io.tributary.target.template");
  }

  @Test
  void saysWhatItWouldDo() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"), new Database(folder).settings().toString());

    Cli.Outcome outcome =
        Cli.of(new TargetTemplate())
            .withInput(
                """
                {"type": "SCHEMA", "stream": "orders", "key_properties": ["id"],
                 "schema": {"properties": {"id": {"type": "string"}, "amount": {"type": "integer"}}}}
                """
                        .replace("\n", "")
                    + "\n")
            .run("--config", config.toString(), "--plan");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("CREATE TABLE", "\"orders\"", "\"amount\" BIGINT");
    assertThat(folder.resolve("a.duckdb")).doesNotExist();
  }
}
