package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the driver sends the files of a batch. */
final class PutTest {
  private static final int FILES = 5;

  @TempDir private Path folder;

  /** The driver makes a thread a file until it has as many as the statement says. */
  @Test
  void sendsFourFilesAtOnce() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(files.resolve(i + ".csv.zst"), "file " + i);
    }
    try (StandIn snowflake = new StandIn(folder.resolve("stages"))) {
      ObjectNode settings = snowflake.settings();
      // The driver's own switch: it waits a second after each file that it hands to a thread.
      settings.putObject("jdbc_properties").put("inject_wait_in_put", "1");
      TargetSnowflake.Config config = ConfigReader.read(settings, TargetSnowflake.Config.class);
      BatchStage stage = new BatchStage(new SnowflakeDialect(config), Instant.EPOCH, 1, true);
      Watch watch = new Watch();
      watch.start();

      try (Connection connection = new SnowflakeLogin(config, "").connect();
          Statement statement = connection.createStatement()) {
        statement.execute(stage.put(files, "batch"));
      }
      watch.interrupt();
      watch.join();

      assertThat(watch.most).as("threads that send files").isEqualTo(4);
      assertThat(snowflake.staged()).hasSize(FILES);
      List<String> texts = new ArrayList<>();
      for (String file : snowflake.staged()) {
        texts.add(Files.readString(Path.of(file)));
      }
      assertThat(texts).contains("file 0", "file 4");
    }
  }

  /** Counts the driver's threads that send files. */
  private static final class Watch extends Thread {
    private volatile long most;

    @Override
    public void run() {
      while (!isInterrupted()) {
        long now =
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sf-file-upload-worker"))
                .count();
        most = Math.max(most, now);
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
