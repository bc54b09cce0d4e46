package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateOutputTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void printsTheBareValueUntouched() {
    RawJson value = RawJson.of("{\"a\": 1.10, \"b\":12345678901234567890.123456789e-3}");

    new StateOutput(out, Optional.empty()).emit(value);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"a\": 1.10, \"b\":12345678901234567890.123456789e-3}\n");
  }

  @Test
  void keepsTheNewestStateInTheFile() throws IOException {
    Path file = folder.resolve("state.json");
    StateOutput states = new StateOutput(out, Optional.of(file));

    states.emit(RawJson.of("{\"n\":1}"));
    states.emit(RawJson.of("{\"n\":2}"));

    assertThat(file).hasContent("{\"n\":2}");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
  }

  @Test
  void printsNothingIfTheFileCannotBeWritten() {
    Path file = folder.resolve("none/state.json");

    assertThatThrownBy(() -> new StateOutput(out, Optional.of(file)).emit(RawJson.of("1")))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessageContaining("the state cannot be kept in")
        .hasMessageContaining("state.json");
    assertThat(out.size()).isZero();
  }

  @Test
  void saysSoIfStandardOutputIsGone() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThatThrownBy(() -> new StateOutput(closed, Optional.empty()).emit(RawJson.of("1")))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessage("the state cannot be written to standard output: Broken pipe");
  }
}
