package io.tributary.singer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "nothing,0,",
    "bug,1,this is a bug in Tributary; please report it with what follows",
    "source,5,a: the source is down",
    "partial,8,b: the source is down",
    "quota,9,a: no requests are left until midnight"
  })
  void exitsByTheCulprit(String fault, int exit, String sentence) throws IOException {
    Demo demo = Demo.tap(folder);
    write("c.json", "{'api_key': '" + Demo.SECRET + "', 'fault': '" + fault + "'}");

    assertThat(demo.run("", "--config", "c.json")).isEqualTo(exit);

    if (sentence != null) {
      assertThat(demo.critical()).anyMatch(line -> line.endsWith("tap-demo: " + sentence));
    }
    assertThat(demo.err()).doesNotContain(Demo.SECRET);
    assertThat(String.join("", demo.out())).doesNotContain(Demo.SECRET);
  }

  @Test
  void endsQuietlyIfNobodyReads() {
    Demo demo = Demo.tap(folder);
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(demo.run("", gone, "--config", "ENV")).isEqualTo(141);
    assertThat(demo.critical()).isEmpty();
    assertThat(demo.run("", gone, "--config", "ENV", "--discover")).isEqualTo(141);
  }

  @Test
  void namesAWrongOptionAndNotItsValue() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--api-key=" + Demo.SECRET)).isEqualTo(2);

    assertThat(demo.err())
        .isEqualTo("CRITICAL tap-demo: --api-key is not an option; see tap-demo --help\n");
    assertThat(demo.run("", "--api-key", Demo.SECRET)).isEqualTo(2);
    assertThat(demo.err()).doesNotContain(Demo.SECRET);
    assertThat(demo.run("", "--format", "yaml")).isEqualTo(2);
    assertThat(demo.critical()).singleElement().asString().contains("[text, json, markdown]");
  }

  @Test
  void refusesSettingsOnTheCommandLineWithoutRepeatingThem() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "{\"api_key\":\"" + Demo.SECRET + "\"}")).isEqualTo(3);

    assertThat(demo.critical())
        .singleElement()
        .asString()
        .startsWith("CRITICAL tap-demo: --config: is given the settings themselves;");
    assertThat(demo.err()).doesNotContain(Demo.SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--test", "--test=all"})
  void readsOneRecordOfEachStreamForATest(String test) throws IOException {
    write("s.json", "{'bookmarks':{}}");
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", test, "--state", "s.json")).isZero();

    assertThat(types(demo)).containsExactlyInAnyOrder("SCHEMA", "SCHEMA", "RECORD", "RECORD");
  }

  @Test
  void writesSchemasOnlyForATestOfThese() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", "--test=schema")).isZero();

    assertThat(types(demo)).containsExactly("SCHEMA", "SCHEMA");
  }

  @Test
  void readsTheStreamsThatAreNamed() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", "--streams", "b")).isZero();
    assertThat(demo.out()).hasSize(5).allMatch(line -> !line.contains("\"a\""));

    assertThat(demo.run("", "--config", "ENV", "--streams", "b,c")).isEqualTo(3);
    assertThat(demo.critical()).singleElement().asString().contains("c is not a stream");
  }

  @Test
  void plansWithoutReading() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", "--plan")).isZero();

    assertThat(demo.out()).hasSize(2).allMatch(line -> line.endsWith("in full"));
    assertThat(demo.out().get(0)).startsWith("a ").contains("1 of    1 fields  keys id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"bookmarks\":{\"a\":{\"id\":3}},\"currently_syncing\":\"b\"}",
        "{\"bookmarks\":{\"a\":{\"replication_key\":\"id\",\"replication_key_value\":3}}}",
        "{\"type\":\"STATE\",\"value\":{\"bookmarks\":{}}}"
      })
  void goesOnFromStatesOfEveryFamily(String state) throws IOException {
    write("s.json", state);
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", "--state", "s.json")).isZero();

    assertThat(types(demo)).filteredOn("RECORD"::equals).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty; write {} into it if there is nothing to say",
        "[]|does not hold a JSON object",
        "{\"a\":|is not JSON: see line 1, column 6"
      })
  void saysWhatIsWrongWithAStateFile(String text, String sentence) throws IOException {
    write("s.json", text);
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--config", "ENV", "--state", "s.json")).isEqualTo(3);

    assertThat(demo.critical()).containsExactly("CRITICAL tap-demo: s.json: " + sentence);
  }

  @Test
  void acceptsItsOwnCatalogUnderTheOldName() throws IOException {
    Demo demo = Demo.tap(folder);
    assertThat(demo.run("", "--config", "ENV", "--discover")).isZero();
    write("p.json", String.join("\n", demo.out()));

    assertThat(demo.run("", "--config", "ENV", "--properties", "p.json")).isZero();

    assertThat(types(demo)).contains("RECORD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'stream_maps': {}, 'stream_map_config': null, 'faker_config': {}, 'flattening_enabled': false|",
        "'stream_maps': {'a': {'id': 'id + 1'}}|stream_maps: is not had here, since maps are"
            + " expressions in Python; choose streams and fields in the catalog, or put"
            + " meltano-map-transformer between tap and target",
        "'flattening_enabled': true|flattening_enabled: is a setting of targets; set it there, and"
            + " leave it out here",
        "'stream_mapz': {}|stream_mapz: is not a setting; is it a typo?"
      },
      quoteCharacter = '`')
  void saysWhatToDoInsteadOfMaps(String settings, String sentence) throws IOException {
    write("c.json", "{" + settings + "}");
    Demo demo = Demo.tap(folder);

    int exit = demo.run("", "--config", "ENV", "--config", "c.json", "--plan");

    assertThat(exit).isEqualTo(sentence == null ? 0 : 3);
    assertThat(demo.critical())
        .isEqualTo(sentence == null ? List.of() : List.of("CRITICAL tap-demo: " + sentence));
  }

  @Test
  void endsWithATableForPeople() {
    Demo demo = Demo.tap(folder);

    demo.run("", "--config", "ENV");

    assertThat(demo.err())
        .containsPattern("(?m)^stream +records +size +states +time$")
        .containsPattern("(?m)^a +3 +0\\.0 kB +1 +[\\d.]+ s$")
        .containsPattern("(?m)^INFO METRIC: \\{\"type\":\"counter\",\"metric\":\"record_count\",");
  }

  @Test
  void endsWithOneLineOfJsonForMachines() throws IOException {
    write("c.json", "{'api_key': 'x', 'fault': 'partial'}");
    Demo demo = Demo.tap(folder);

    demo.run("", "--config", "c.json", "--log-format", "json");

    List<JsonNode> lines = new ArrayList<>();
    for (String line : demo.err().lines().toList()) {
      lines.add(Json.MAPPER.readTree(line));
    }
    assertThat(lines).allSatisfy(TapCommandTest::isALineOfTheSdk);
    assertThat(lines)
        .filteredOn(line -> line.path("message").asText().equals("run finished"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.at("/extra/streams/0/records").asLong()).isEqualTo(3);
              assertThat(line.at("/extra/streams/1/failure").asText())
                  .isEqualTo("the source is down");
            });
    assertThat(lines)
        .filteredOn(line -> line.has("metric_info"))
        .extracting(line -> line.path("stream_name").asText())
        .contains("a", "b");
  }

  /** The types that Meltano's schema of log lines asks for. */
  private static void isALineOfTheSdk(JsonNode line) {
    assertThat(line.path("level").asText()).isIn("debug", "info", "warning", "error", "critical");
    assertThat(line.path("pid").isIntegralNumber()).isTrue();
    assertThat(line.path("logger_name").isTextual()).isTrue();
    assertThat(line.path("ts").isNumber()).isTrue();
    assertThat(line.path("thread_name").isTextual()).isTrue();
    assertThat(line.path("app_name").asText()).isEqualTo("tap-demo");
    assertThat(line.has("stream_name")).isTrue();
    assertThat(line.path("stream_name").isTextual() || line.path("stream_name").isNull()).isTrue();
    assertThat(line.path("message").isTextual()).isTrue();
    assertThat(line.path("extra").isObject()).isTrue();
    if (line.has("metric_info")) {
      assertThat(line.at("/metric_info/type").isTextual()).isTrue();
      assertThat(line.at("/metric_info/metric").isTextual()).isTrue();
      assertThat(line.at("/metric_info/value").isNumber()).isTrue();
      assertThat(line.at("/metric_info/tags").isObject()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown"})
  void describesItselfWithoutSettings(String format) {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "--about", "--format", format)).isZero();

    assertThat(String.join("\n", demo.out())).contains("tap-demo", "api_key", "fault");
  }

  @Test
  void completesCommandsInAShell() {
    Demo demo = Demo.tap(folder);

    assertThat(demo.run("", "generate-completion")).isZero();

    assertThat(String.join("\n", demo.out())).contains("--log-format", "text", "--streams");
  }

  private static List<String> types(Demo demo) {
    List<String> types = new ArrayList<>();
    for (String line : demo.out()) {
      types.add(line.substring(9, line.indexOf('"', 9)));
    }
    return types;
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text.replace('\'', '"'));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
