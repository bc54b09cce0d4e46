package io.tributary.singer.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends in a failure when it is longer than it may be. */
final class BoundedStream extends FilterInputStream {
  /** There was more than allowed. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLong(long limit) {
      super("more than " + limit + " bytes");
    }
  }

  private final long limit;
  private long count;

  BoundedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      counted(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      counted(read);
    }
    return read;
  }

  private void counted(int more) throws IOException {
    count += more;
    if (count > limit) {
      throw new TooLong(limit);
    }
  }
}
