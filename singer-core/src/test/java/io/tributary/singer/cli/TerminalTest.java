package io.tributary.singer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  @TempDir private Path folder;

  @Test
  void isThereIfTheLauncherSaysSo() {
    Terminal terminal = Terminal.of(Map.of("TRIBUTARY_TERMINAL", "/dev/pts/1"));

    assertThat(terminal.isThere()).isTrue();
    assertThat(terminal.takesOutput()).isFalse();
    assertThat(Terminal.of(Map.of("TRIBUTARY_OUTPUT", "terminal")).isThere()).isFalse();
    assertThat(
            Terminal.of(Map.of("TRIBUTARY_TERMINAL", "/dev/tty", "TRIBUTARY_OUTPUT", "terminal"))
                .takesOutput())
        .isTrue();
    assertThat(Terminal.NONE.takeTurn()).isFalse();
  }

  @Test
  void letsOneDrawAtATime() throws IOException {
    String device = Files.createFile(folder.resolve("tty")).toString();
    Terminal one = Terminal.of(Map.of("TRIBUTARY_TERMINAL", device));
    Terminal other = Terminal.of(Map.of("TRIBUTARY_TERMINAL", device));

    assertThat(one.takeTurn()).isTrue();
    assertThat(one.takeTurn()).isTrue();
    assertThat(other.takeTurn()).isFalse();
    one.endTurn();
    assertThat(other.takeTurn()).isTrue();
    other.endTurn();
    other.endTurn();
  }

  @Test
  void letsEveryoneDrawWhereNothingCanBeLocked() {
    String nowhere = folder.resolve("nowhere").toString();

    assertThat(Terminal.of(Map.of("TRIBUTARY_TERMINAL", nowhere)).takeTurn()).isTrue();
  }
}
