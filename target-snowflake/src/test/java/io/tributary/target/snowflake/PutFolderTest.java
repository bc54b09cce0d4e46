package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.testkit.AwfulTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PutFolderTest {
  @TempDir private Path spool;

  @Test
  void leavesFilesAloneThatTheSmallestWarehouseCopiesAtOnce() throws IOException {
    assertThat(sent(List.of("aaaa", "bbbb", "cccc"), 1_000))
        .containsExactly("aaaa", "bbbb", "cccc");
  }

  @Test
  void joinsManyFilesToEightWhileTheyAreSmall() throws IOException {
    List<String> spooled = new ArrayList<>();
    for (int i = 10; i < 26; i++) {
      spooled.add(Integer.toString(i));
    }

    assertThat(sent(spooled, 1_000))
        .containsExactly("1011", "1213", "1415", "1617", "1819", "2021", "2223", "2425");
  }

  @Test
  void joinsFilesToTheSizeThatIsSet() throws IOException {
    assertThat(sent(Collections.nCopies(40, "x".repeat(100)), 350))
        .hasSize(14)
        .endsWith("x".repeat(100))
        .startsWith("x".repeat(300));
  }

  @Test
  void keepsTheOrderOfRowsAndRemovesItself() throws IOException {
    List<String> spooled = List.of("one ", "two ", "three ", "four ");
    PutFolder folder = PutFolder.of(batch(spooled), 1);
    Path path = folder.path();

    folder.close();

    assertThat(String.join("", sent(spooled, 1))).isEqualTo("one two three four ");
    assertThat(path).doesNotExist();
  }

  private List<String> sent(List<String> spooled, long size) throws IOException {
    try (PutFolder folder = PutFolder.of(batch(spooled), size);
        var files = Files.list(folder.path())) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  private Batch batch(List<String> spooled) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String text : spooled) {
      files.add(Files.writeString(Files.createTempFile(spool, "rows", ".zst"), text));
    }
    return new Batch(AwfulTable.schema(), List.of(), files, 1, 1, 1, 1, 1);
  }
}
