package io.tributary.singer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  enum Method {
    APPEND_ONLY,
    UPSERT
  }

  record Common(
      @Setting(value = "How many.", byDefault = "4") int maxParallelStreams,
      @Setting(value = "Since when.") Optional<Instant> startDate) {}

  record Config(
      @Setting(value = "The key.", aliases = "client_secret") Secret apiKey,
      @Setting(value = "Where.", byDefault = "\"https://api.example.com\"") URI baseUrl,
      @Setting(value = "Page.", byDefault = "100") int pageSize,
      @Setting(value = "How.", byDefault = "\"upsert\"") Method loadMethod,
      @Setting(value = "Wait.", byDefault = "60") Duration timeoutSeconds,
      @Setting(value = "Which.", byDefault = "[]") List<String> accounts,
      @Setting(value = "File.") Optional<Path> path,
      @Setting(value = "Switch.", byDefault = "false") boolean hardDelete,
      Common common) {
    Config {
      if (pageSize < 1 || pageSize > 100) {
        throw new IllegalArgumentException("page_size is not between 1 and 100");
      }
    }
  }

  @Test
  void takesDefaultsForWhatIsNotGiven() throws IOException {
    Config config = ConfigReader.read(json("{'api_key': 'k'}"), Config.class);

    assertThat(config)
        .isEqualTo(
            new Config(
                new Secret("k"),
                URI.create("https://api.example.com"),
                100,
                Method.UPSERT,
                Duration.ofSeconds(60),
                List.of(),
                Optional.empty(),
                false,
                new Common(4, Optional.empty())));
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    Config config =
        ConfigReader.read(
            json(
                "{'client_secret': 'k', 'base_url': 'http://localhost:1', 'page_size': 7,"
                    + " 'load_method': 'append-only', 'timeout_seconds': 0.5, 'accounts': ['a',"
                    + " 'b'], 'path': 'x/y', 'hard_delete': true, 'max_parallel_streams': 2,"
                    + " 'start_date': '2026-01-31'}"),
            Config.class);

    assertThat(config)
        .isEqualTo(
            new Config(
                new Secret("k"),
                URI.create("http://localhost:1"),
                7,
                Method.APPEND_ONLY,
                Duration.ofMillis(500),
                List.of("a", "b"),
                Optional.of(Path.of("x/y")),
                true,
                new Common(2, Optional.of(Instant.parse("2026-01-31T00:00:00Z")))));
  }

  @Test
  void readsTextAsEnvironmentVariablesGiveIt() throws IOException {
    Config config =
        ConfigReader.read(
            json(
                "{'api_key': 'k', 'page_size': '7', 'accounts': 'a, b', 'hard_delete': 'True',"
                    + " 'timeout_seconds': '2', 'max_parallel_streams': '3'}"),
            Config.class);

    assertThat(config.pageSize()).isEqualTo(7);
    assertThat(config.accounts()).containsExactly("a", "b");
    assertThat(config.hardDelete()).isTrue();
    assertThat(config.timeoutSeconds()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.common().maxParallelStreams()).isEqualTo(3);
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    json(
                        "{'base_url': '', 'page_size': 'many', 'load_method': 'merge',"
                            + " 'hard_delete': 3, 'start_date': 'soon', 'pagesize': 1}"),
                    Config.class))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage(
            """
            api_key: is required
            base_url: is not an address such as https://api.example.com
            page_size: is not a whole number
            load_method: is not one of append_only, upsert
            hard_delete: is not true or false
            start_date: is not a date or a time such as 2026-01-31 or 2026-01-31T12:00:00Z
            pagesize: is not a setting; is it a typo?""");
  }

  @Test
  void namesTheSettingOfACrossCheck() {
    assertThatThrownBy(
            () -> ConfigReader.read(json("{'api_key': 'k', 'page_size': 101}"), Config.class))
        .hasMessage("page_size: is not between 1 and 100");
  }

  @Test
  void refusesASettingUnderTwoNames() {
    assertThatThrownBy(
            () -> ConfigReader.read(json("{'api_key': 'k', 'client_secret': 'l'}"), Config.class))
        .hasMessage("client_secret: is another name of api_key; give one of them");
  }

  @Test
  void readsSeveralRecordsFromOneObject() throws IOException {
    ConfigReader reader = new ConfigReader(json("{'max_parallel_streams': 9}"));

    Optional<Common> common = reader.read(Common.class);
    reader.finish();

    assertThat(common).contains(new Common(9, Optional.empty()));
  }

  @Test
  void neverShowsASecret() throws IOException {
    Config config = ConfigReader.read(json("{'api_key': 'sk_live_1'}"), Config.class);

    assertThat(config.toString()).doesNotContain("sk_live_1").contains("****");
    assertThatThrownBy(
            () -> ConfigReader.read(json("{'api_key': {'a': 'sk_live_1'}}"), Config.class))
        .hasMessage("api_key: is not text");
  }

  @Test
  void describesTheSettingsAsJsonSchema() {
    ObjectNode schema = ConfigSchema.of(Config.class).toJson();

    assertThat(schema.at("/properties/api_key/secret").asBoolean()).isTrue();
    assertThat(schema.at("/properties/api_key/x-aliases/0").asText()).isEqualTo("client_secret");
    assertThat(schema.at("/properties/page_size/default").asInt()).isEqualTo(100);
    assertThat(schema.at("/properties/load_method/enum/0").asText()).isEqualTo("append_only");
    assertThat(schema.at("/properties/start_date/format").asText()).isEqualTo("date-time");
    assertThat(schema.at("/required").toString()).isEqualTo("[\"api_key\"]");
  }

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
