package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The blocks {@code shell run} of a page are one session: they run one after the other in one empty
 * folder, with the launchers on the path. A block {@code text shows} that follows is what the
 * commands before it have printed, among other things.
 */
class ShellBlocksTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> everyCommandDoesWhatThePageSays() {
    return Page.all().stream()
        .filter(page -> page.blocks().stream().anyMatch(block -> block.info().equals("shell run")))
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> runs(page)));
  }

  private void runs(Page page) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(temporary, "page");
    List<Page.Block> blocks = page.blocks();
    String script =
        blocks.stream()
            .filter(block -> block.info().equals("shell run"))
            .map(Page.Block::text)
            .collect(Collectors.joining("\n"));
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Path bin = Page.ROOT.resolve("target/tributary/bin");
    builder.environment().merge("PATH", bin.toString(), (path, ours) -> ours + ":" + path);

    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroy();

    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    for (Page.Block block : blocks) {
      if (block.info().equals("text shows")) {
        assertThat(output).as(page.name()).contains(block.text().stripTrailing());
      }
    }
  }
}
