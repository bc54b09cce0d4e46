package io.tributary.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures how target-bigquery starts, how many requests it makes, and how much memory it holds, by
 * Google's own client, against a door behind which there is no BigQuery.
 *
 * <p>Arguments: the folder to work in, and the launcher.
 */
public final class BigqueryBenchmark {
  private BigqueryBenchmark() {}

  public static void main(String... args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    try (Door door = new BigqueryDoor(BigqueryDoor.Rows.COUNTED)) {
      new TargetTrial(folder, args[1], System.out).run(door);
    }
  }
}
