package io.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TournamentScriptTest {
  @TempDir private Path elsewhere;

  @Test
  void saysWhichCampaignsPayFromAnyFolder() throws IOException {
    Script.Outcome outcome = Script.of("examples/tournament/run.sh").in(elsewhere).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out())
        .contains("Harvest fair", "google", "facebook", "All that was paid for", "report.html")
        .doesNotContain("\u001b");
    assertThat(Script.ROOT.resolve("target/tournament/report.html")).content().contains("<svg");
    assertThat(elsewhere).isEmptyDirectory();
  }
}
