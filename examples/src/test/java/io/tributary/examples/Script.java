package io.tributary.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A script about to be run: with which arguments, where, and in which environment. */
record Script(List<String> command, Path folder, Map<String, String> environment) {
  /** The repository's root. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final long PATIENCE_SECONDS = 300;

  /** What a script left behind. */
  record Outcome(int exit, String out, String err) {
    @Override
    public String toString() {
      return "exit code " + exit + "\n" + out + "\n" + err;
    }
  }

  Script {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A script of the repository, with the packaged programs on its path. */
  static Script of(String script, Object... arguments) {
    Path file = ROOT.resolve(script);
    return of(
        Stream.concat(Stream.of(file), Arrays.stream(arguments)).map(Object::toString).toList());
  }

  /** A command line, with the packaged programs on its path. */
  static Script of(List<String> command) {
    Path bin = ROOT.resolve("target/tributary/bin");
    return new Script(
        command, ROOT, Map.of("PATH", bin + ":" + System.getenv("PATH"), "LC_ALL", "C"));
  }

  Script in(Path elsewhere) {
    return new Script(command, elsewhere, environment);
  }

  Script with(String variable, Object value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value.toString());
    return new Script(command, folder, more);
  }

  /** With a program of this name on its path that is the given text of a shell script. */
  Script withProgram(Path bin, String name, String text) throws IOException {
    Files.createDirectories(bin);
    Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    return with("PATH", bin + ":" + environment.get("PATH"));
  }

  Outcome run() {
    try {
      return run(Files.createTempDirectory("script"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Outcome run(Path temporary) throws IOException, InterruptedException {
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    Process process = start(ProcessBuilder.Redirect.to(out.toFile()), err);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " did not end: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroy();
      Files.delete(out);
      Files.delete(err);
      Files.delete(temporary);
    }
  }

  /** Starts it and leaves it running; what it says is thrown away. */
  Process start() throws IOException {
    return start(ProcessBuilder.Redirect.DISCARD, Path.of("/dev/null"));
  }

  private Process start(ProcessBuilder.Redirect out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out)
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
