package io.tributary.singer.cli;

import io.tributary.singer.log.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A standard output that is the terminal too: what is drawn on it makes way for what is written.
 */
final class SharedOutput extends OutputStream {
  private final OutputStream out;
  private final Console console;

  SharedOutput(OutputStream out, Console console) {
    this.out = out;
    this.console = console;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    console.progress(List.of());
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
