package io.tributary.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures how a target starts, how much it asks for, and how much memory it holds, as a process,
 * against a door behind which there is no warehouse.
 *
 * <p>Each figure is the median of five runs, and comes beside what it is to be.
 */
final class TargetTrial {
  private static final int RUNS = 5;
  private static final int STREAMS = 64;
  private static final int COLUMNS = 500;
  private static final int WIDE_RECORDS = 10_000;
  private static final int BATCHES = 10;

  private final Path folder;
  private final String launcher;
  private final PrintStream out;

  /**
   * @param folder where to work
   * @param launcher the program that is measured
   */
  TargetTrial(Path folder, String launcher, PrintStream out) {
    this.folder = folder;
    this.launcher = launcher;
    this.out = out;
  }

  /** How long a run took, and what it used. */
  private record Run(double seconds, Usage usage) {}

  /** Takes all measures, and prints them. */
  void run(Door door) throws IOException, InterruptedException {
    run("--version"); // makes the archive of loaded classes
    say("--version", "s, to be under 0.3", median("--version"));

    Path schema = Files.writeString(folder.resolve("schema.singer"), narrow());
    String config = config("config.json", door.settings());
    String[] plan = {"--config", config, "--input", schema.toString(), "--plan"};
    say("connect and first statement", "s, to be under 1.5", median(plan));

    String small = config("small.json", door.settings().put("batch_size_rows", 1));
    List<Door.Count> least = batches(door, small, 1);
    List<Door.Count> most = batches(door, small, BATCHES);
    for (int i = 0; i < most.size(); i++) {
      int more = most.get(i).number() - least.get(i).number();
      String what = most.get(i).what() + " a batch";
      say(what, "on average" + most.get(i).goal(), more / (BATCHES - 1.0));
    }

    Path wide = folder.resolve("wide.singer");
    wide(wide);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(run("--config", config, "--input", wide.toString()));
    }
    Usage usage = Usage.largest(runs.stream().map(Run::usage).toList());
    say(
        STREAMS + " streams of " + COLUMNS + " columns, most memory of three runs",
        "MB, to be under 500",
        usage.peakKb() / 1024.0);
  }

  /** What is asked for when so many batches are loaded, of a record each. */
  private List<Door.Count> batches(Door door, String config, int count)
      throws IOException, InterruptedException {
    StringBuilder records = new StringBuilder(narrow());
    for (int i = 0; i < count; i++) {
      records.append(
          "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"id\":%d}}\n".formatted(i));
    }
    Path input = Files.writeString(folder.resolve("batches.singer"), records);
    var unused = door.asked();
    run("--config", config, "--input", input.toString());
    return door.asked();
  }

  private void say(String what, String unit, double value) {
    out.printf(Locale.ROOT, "%s: %.2f (%s)%n", what, value, unit);
  }

  private static String narrow() {
    return "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{\"type\":\"object\",\"properties\":"
        + "{\"id\":{\"type\":\"integer\"}}},\"key_properties\":[\"id\"]}\n";
  }

  private static void wide(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      StringBuilder properties = new StringBuilder("\"id\":{\"type\":\"integer\"}");
      StringBuilder values = new StringBuilder();
      for (int i = 1; i < COLUMNS; i++) {
        properties.append(",\"c").append(i).append("\":{\"type\":[\"null\",\"string\"]}");
        values.append(",\"c").append(i).append("\":\"value ").append(i).append('"');
      }
      for (int stream = 0; stream < STREAMS; stream++) {
        out.write(
            "{\"type\":\"SCHEMA\",\"stream\":\"s%d\",\"schema\":{\"type\":\"object\",\"properties\":{%s}},\"key_properties\":[\"id\"]}\n"
                .formatted(stream, properties));
      }
      for (int i = 0; i < WIDE_RECORDS; i++) {
        out.write(
            "{\"type\":\"RECORD\",\"stream\":\"s%d\",\"record\":{\"id\":%d%s}}\n"
                .formatted(i % STREAMS, i, values));
      }
    }
  }

  private String config(String name, ObjectNode settings) throws IOException {
    return Files.writeString(folder.resolve(name), settings.toString()).toString();
  }

  private double median(String... arguments) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      seconds.add(run(arguments).seconds());
    }
    return seconds.stream().sorted().toList().get(RUNS / 2);
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(Arrays.asList(arguments));
    Path log = folder.resolve("process.log");
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log.toFile())
            .start();
    Usage usage = Usage.of(process);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
    }
    return new Run(seconds, usage);
  }
}
