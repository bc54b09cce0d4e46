package io.tributary.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures how target-snowflake starts, how many statements it sends, and how much memory it holds,
 * by the real driver, against a door behind which there is no Snowflake.
 *
 * <p>Arguments: the folder to work in, and the launcher.
 */
public final class SnowflakeBenchmark {
  private SnowflakeBenchmark() {}

  public static void main(String... args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    try (Door door = new SnowflakeDoor(folder.resolve("stage"))) {
      new TargetTrial(folder, args[1], System.out).run(door);
    }
  }
}
