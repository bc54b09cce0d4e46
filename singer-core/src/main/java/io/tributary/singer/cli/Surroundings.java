package io.tributary.singer.cli;

import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run may use of its process, handed in so that a test can be the process.
 *
 * @param out the protocol's standard output: nothing else is written to it
 * @param err where people and log collectors look
 * @param environment the environment variables
 * @param folder the folder that relative paths and {@code .env} are looked up in
 * @param terminal what {@code err} is, if progress can be drawn on it
 */
public record Surroundings(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    Terminal terminal) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Prints a whole text.
   *
   * @throws SingerException.ReaderGone if nobody reads it, as when it is piped into {@code head}
   */
  void print(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new SingerException.ReaderGone(e);
    }
  }
}
