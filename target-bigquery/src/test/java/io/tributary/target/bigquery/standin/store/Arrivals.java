package io.tributary.target.bigquery.standin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that arrive, which are there for as long as the stand-in is. Thread-safe. */
public final class Arrivals implements AutoCloseable {
  private final Path folder;
  private boolean isClosed;

  public Arrivals() {
    try {
      folder = Files.createTempDirectory("standin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty file for what is to arrive. */
  public synchronized Path begin() throws IOException {
    if (isClosed) {
      throw new IOException("the stand-in has ended");
    }
    return Files.createTempFile(folder, "sent", ".upload");
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
