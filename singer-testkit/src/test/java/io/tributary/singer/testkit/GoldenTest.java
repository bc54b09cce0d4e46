package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenTest {
  @TempDir private Path folder;

  @Test
  void acceptsWhatTheFileHolds() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "text\n");

    assertThatCode(() -> new Golden(folder, false).check("a.txt", "text\n"))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherTextAndSaysHowToAcceptIt() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "text\n");

    assertThatThrownBy(() -> new Golden(folder, false).check("a.txt", "other\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dgolden=update");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> new Golden(folder, false).check("a.txt", "text\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a.txt is not there");
  }

  @Test
  void writesTheFileWhenUpdating() {
    new Golden(folder.resolve("new"), true).check("a.txt", "text\n");

    assertThat(folder.resolve("new").resolve("a.txt")).hasContent("text\n");
  }

  @Test
  void comparesEachInputWithItsPair() throws Throwable {
    Files.writeString(folder.resolve("a.in"), "x");
    Files.writeString(folder.resolve("a.out"), "X");
    Files.writeString(folder.resolve("b.in"), "y");
    Files.writeString(folder.resolve("b.out"), "Z");
    Files.writeString(folder.resolve("c.out"), "C");

    List<DynamicTest> tests =
        new Golden(folder, false)
            .pairs(".in", ".out", text -> text.toUpperCase(Locale.ROOT))
            .toList();

    assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("a", "b", "c");
    tests.get(0).getExecutable().execute();
    assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> tests.get(2).getExecutable().execute())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("c.in");
  }
}
