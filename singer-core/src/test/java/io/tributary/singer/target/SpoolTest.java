package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left on the disk. */
@Timeout(60)
class SpoolTest {
  @TempDir private Path dir;

  @Test
  void removesWhatARunLeftThatWasKilledAsItBeganOrEnded() throws IOException {
    Path old = Files.createDirectory(dir.resolve("tributary-spool-0-1"));
    Files.writeString(old.resolve("3.zst"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
    Path fresh = Files.createDirectory(dir.resolve("tributary-spool-0-2"));

    SpoolFolder.make(Optional.of(dir)).close();

    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactly(fresh);
    }
  }

  /** As happens when a run is stopped. */
  @RepeatedTest(20)
  void leavesNothingWhereTheThreadThatClosesItIsInterrupted() throws Exception {
    Spool spool = new Spool(Optional.of(dir), 1 << 20, new GzipCompression());
    byte[] row = new byte[1000];
    for (int batch = 0; batch < 12; batch++) {
      SpooledRows rows = spool.begin();
      for (int i = 0; i < 200; i++) {
        rows.append(row, row.length);
      }
      spool.end(rows);
    }

    Thread.currentThread().interrupt();
    spool.close();

    assertThat(Thread.interrupted()).isTrue();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }
}
