package io.tributary.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program about to be started: where, with which arguments, and in which environment. */
record Run(Path folder, List<String> command, Map<String, String> environment) {

  /** What a process left behind. */
  record Ended(int exit, String out, String err) {}

  Run {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The given program with nothing in its environment but a path to the usual tools. */
  static Run of(Path program, String... arguments) {
    return new Run(
        Path.of("/"),
        Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments)).toList(),
        Map.of("PATH", "/usr/bin:/bin"));
  }

  Run in(Path elsewhere) {
    return new Run(elsewhere, command, environment);
  }

  Run with(String variable, Object value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value.toString());
    return new Run(folder, command, more);
  }

  Process start() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the program to its end; its output must fit into a file's buffer or so. */
  Ended end() throws InterruptedException {
    try {
      Path out = Files.createTempFile("run", ".out");
      Path err = Files.createTempFile("run", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " is still running after a minute");
      }
      Ended ended = new Ended(process.exitValue(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
