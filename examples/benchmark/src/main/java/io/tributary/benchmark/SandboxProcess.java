package io.tributary.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, which takes a live key. */
final class SandboxProcess implements AutoCloseable {
  static final String KEY = "sk_live_benchmark";

  private static final String READY = "listening on ";

  private final Process process;
  private final URI uri;

  private SandboxProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static SandboxProcess start(Path launchers, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launchers.resolve("sandbox").toString());
    command.addAll(List.of("--port", "0", "--now", "2026-11-01T00:00:00Z"));
    command.addAll(List.of("--key", KEY));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return new SandboxProcess(process, URI.create(line.substring(READY.length())));
      }
    }
    throw new IOException("the sandbox did not begin to listen");
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
