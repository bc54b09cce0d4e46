package io.tributary.tap.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.testkit.ArchitectureRules;
import io.tributary.singer.testkit.Cli;
import io.tributary.singer.testkit.ConfigContract;
import io.tributary.singer.testkit.FakeApi;
import io.tributary.singer.testkit.TapContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class TapTemplateTest {
  @TempDir private Path folder;

  private FakeApi api = FakeApi.answering();

  @BeforeEach
  void answersAsRecorded() {
    api.close();
    api = FakeApi.replaying(Path.of("src", "test", "exchanges"));
  }

  @AfterEach
  void wasAskedNothingElse() {
    api.close();
  }

  private ObjectNode settings() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("url", api.address().toString())
        .put("api_key", "key_of_a_test")
        .put("page_size", 2);
  }

  // tag::contract[]
  @TestFactory
  Stream<DynamicTest> keepsTheTapContract() {
    return TapContract.of(new TapTemplate(), folder, settings()).checks();
  }

  // end::contract[]

  // tag::settings[]
  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(
            TapTemplate.Config.class, "{'url': 'https://orders.test', 'api_key': 'k'}")
        .setting("url", "'https://elsewhere.test'")
        .setting("api_key", "'another key'")
        .setting("page_size", "50")
        .refusing("page_size", "0", "is not between 1 and 100")
        .refusing("page_size", "101", "is not between 1 and 100")
        .checks();
  }

  // end::settings[]

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOfTheHouse() {
    return ArchitectureRules.over("io.tributary.tap.template");
  }

  @Test
  void followsTheCursorToTheLastPage() throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), settings().toString());

    Cli.Outcome outcome =
        Cli.run(new TapTemplate(), "--config", config.toString(), "--streams", "orders");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.lines().stream().filter(line -> line.contains("\"RECORD\""))).hasSize(3);
    assertThat(api.requests())
        .containsExactly("GET /v1/orders?limit=2", "GET /v1/orders?limit=2&cursor=c_2");
  }

  @Test
  void asksOnlyForWhatChangedSinceTheLastRun() throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), settings().toString());
    Path state =
        Files.writeString(
            folder.resolve("state.json"),
            "{\"bookmarks\": {\"orders\": {\"updated_at\": \"2026-10-03T09:30:00Z\"}}}");

    Cli.Outcome outcome =
        Cli.run(
            new TapTemplate(),
            "--config",
            config.toString(),
            "--state",
            state.toString(),
            "--streams",
            "orders");

    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(api.requests())
        .containsExactly("GET /v1/orders?limit=2&updated_since=2026-10-03T09%3A30%3A00Z");
  }
}
