package io.tributary.singer.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands each whole line to a watcher, on the thread that wrote it. */
final class WatchedOutput extends OutputStream {
  private final OutputStream out;
  private final Consumer<String> watcher;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  WatchedOutput(OutputStream out, Consumer<String> watcher) {
    this.out = out;
    this.watcher = watcher;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    out.write(b);
    if (b == '\n') {
      String whole = line.toString(StandardCharsets.UTF_8);
      line.reset();
      watcher.accept(whole);
    } else {
      line.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
