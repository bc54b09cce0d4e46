package io.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  @TempDir private Path elsewhere;

  @Test
  void answersTheTreasurysQuestionFromAnyFolder() throws IOException {
    Script.Outcome outcome = Script.of("examples/quickstart.sh").in(elsewhere).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out())
        .contains("Kingdom", "Aldermark", "The realm", "on time", "report.html")
        .doesNotContain("\u001b", "no kingdom")
        .containsSubsequence(shownInTheReadme());
    assertThat(Script.ROOT.resolve("target/quickstart/report.html")).content().contains("<svg");
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(ProcessHandle.allProcesses().map(QuickstartTest::commandLine))
        .noneMatch(line -> line.contains("sandbox") && line.contains("target/quickstart"));
  }

  /** The lines of the table that the README shows. */
  private static List<String> shownInTheReadme() throws IOException {
    String readme = Files.readString(Script.ROOT.resolve("README.md"));
    int begin = readme.indexOf("```text\n") + "```text\n".length();
    return readme.substring(begin, readme.indexOf("```", begin)).lines().toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  @Test
  void saysWhatIsMissingAndHowToInstallIt() throws IOException {
    Path tools = Files.createDirectory(elsewhere.resolve("bin"));
    for (String tool : new String[] {"bash", "dirname", "sed", "uname"}) {
      Path found = Path.of("/usr/bin").resolve(tool);
      Files.createSymbolicLink(tools.resolve(tool), found);
    }

    Script.Outcome outcome =
        Script.of(List.of("bash", Script.ROOT.resolve("examples/quickstart.sh").toString()))
            .with("PATH", tools)
            .with("JAVA_HOME", "")
            .run();

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("quickstart: needs a JDK, version 17 or newer, and there is none: ");
  }
}
