package io.tributary.singer.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Counts the flushes that leave a line unfinished. */
final class FlushedOutput extends OutputStream {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private int brokenLines;
  private int last = '\n';

  @Override
  public void write(int b) {
    written.write(b);
    last = b;
  }

  @Override
  public void flush() {
    if (last != '\n') {
      brokenLines++;
    }
  }

  boolean isWhole() {
    return written.size() > 0 && last == '\n';
  }

  int brokenLines() {
    return brokenLines;
  }
}
