package io.tributary.trials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One of the tree's programs, started as a user starts it. */
final class Program {
  private Program() {}

  /**
   * The launcher of this name. Without a tree, which {@code mvn package} makes, the test is passed
   * over.
   */
  static Path launcher(String name) {
    Path launcher = Path.of(System.getProperty("tree", "target/tributary"), "bin", name);
    assumeTrue(Files.isExecutable(launcher), "there is no " + launcher + ": run mvn package first");
    return launcher;
  }

  /** The command that starts a program of the tree. */
  static List<String> command(String name, String... args) {
    List<String> command = new ArrayList<>(List.of(launcher(name).toString()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** The command that starts a class of these tests. */
  static List<String> command(Class<?> main, String... args) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /**
   * What starts a program that is soon to be killed: what Java's optimizing compiler would do for
   * it comes too late, and takes as long as the program's own work.
   */
  static ProcessBuilder shortLived(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .merge("JAVA_OPTS", "-XX:TieredStopAtLevel=1", (given, ours) -> ours + " " + given);
    return builder;
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
