package io.tributary.singer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.log.Console;
import io.tributary.singer.log.LogFormat;
import io.tributary.singer.log.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
  record Config(
      @Setting(value = "The key.", aliases = "client_secret") Secret apiKey,
      @Setting(value = "Page.", byDefault = "100") int pageSize,
      @Setting(value = "Others.", byDefault = "{}") Map<String, Secret> tokens) {}

  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void laterFilesWin() throws IOException {
    write("a.json", "{'api_key': 'aaaa', 'page_size': 1}");
    write("b.json", "{'page_size': 2}");

    assertThat(read(Map.of(), "a.json", "b.json").toString())
        .isEqualTo("{\"api_key\":\"aaaa\",\"page_size\":2}");
  }

  @Test
  void aLaterFileWinsUnderAnotherNameToo() throws IOException {
    write("a.json", "{'api_key': 'aaaa'}");
    write("b.json", "{'client_secret': 'bbbb'}");

    assertThat(read(Map.of(), "a.json", "b.json").toString())
        .isEqualTo("{\"client_secret\":\"bbbb\"}");
  }

  @Test
  void readsTheEnvironmentWhereItIsAskedFor() throws IOException {
    write("a.json", "{'page_size': 1}");
    Map<String, String> environment =
        Map.of("TAP_DEMO_API_KEY", "eeee", "TAP_DEMO_PAGE_SIZE", "3", "OTHER", "x");

    assertThat(read(environment, "a.json", "ENV").get("page_size").asText()).isEqualTo("3");
    assertThat(read(environment, "ENV", "a.json").get("page_size").asText()).isEqualTo("1");
    assertThat(read(environment, "a.json").has("api_key")).isFalse();
  }

  @Test
  void readsDotEnvBeneathTheEnvironment() throws IOException {
    write(
        ".env",
        """
        # settings
        export TAP_DEMO_API_KEY="from the file"
        TAP_DEMO_PAGE_SIZE=7
        """);

    ObjectNode settings = read(Map.of("TAP_DEMO_PAGE_SIZE", "8"), "ENV");

    assertThat(settings.get("api_key").asText()).isEqualTo("from the file");
    assertThat(settings.get("page_size").asText()).isEqualTo("8");
  }

  @Test
  void namesTheFileThatCannotBeRead() throws IOException {
    write("broken.json", "{'api_key': ");
    write("list.json", "[]");

    assertThatThrownBy(() -> read(Map.of(), "none.json"))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage("none.json: does not exist");
    assertThatThrownBy(() -> read(Map.of(), "broken.json"))
        .hasMessageStartingWith("broken.json: is not JSON: see line 1, column");
    assertThatThrownBy(() -> read(Map.of(), "list.json"))
        .hasMessage("list.json: does not hold a JSON object");
  }

  @Test
  void warnsOfSecretsThatOthersCanRead() throws IOException {
    write("a.json", "{'client_secret': 'aaaa'}");
    Files.setPosixFilePermissions(
        folder.resolve("a.json"), PosixFilePermissions.fromString("rw-r-----"));

    read(Map.of(), "a.json");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("WARNING a.json holds secrets, and others can read it: run chmod 600 a.json\n");
  }

  @Test
  void keepsQuietOfSecretsThatOnlyTheOwnerCanRead() throws IOException {
    write("a.json", "{'client_secret': 'aaaa'}");
    Files.setPosixFilePermissions(
        folder.resolve("a.json"), PosixFilePermissions.fromString("rw-------"));

    read(Map.of(), "a.json");

    assertThat(err.size()).isZero();
  }

  @Test
  void masksEverySecretOfTheSettings() throws IOException {
    write("a.json", "{'client_secret': 'hush-hush', 'tokens': {'x': 'quiet'}}");
    ConfigFiles files = files(Map.of());
    files.read(List.of("a.json"), console());

    assertThat(files.redaction().apply("hush-hush is not quiet")).isEqualTo("**** is not ****");
  }

  private ObjectNode read(Map<String, String> environment, String... layers) {
    return files(environment).read(List.of(layers), console());
  }

  private ConfigFiles files(Map<String, String> environment) {
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            folder,
            Terminal.NONE);
    return new ConfigFiles("tap-demo", ConfigSchema.of(Config.class), surroundings);
  }

  private Console console() {
    PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Console(out, "tap-demo", LogFormat.TEXT, false, Redaction.NONE);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, name.equals(".env") ? text : text.replace('\'', '"'));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
