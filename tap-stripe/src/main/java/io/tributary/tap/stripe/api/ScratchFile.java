package io.tributary.tap.stripe.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file for what does not fit into memory. It is only added to, nobody else may read it, and it is
 * gone when the run ends. Thread-safe.
 */
public final class ScratchFile {
  private final FileChannel channel;
  private long size;

  private ScratchFile(FileChannel channel) {
    this.channel = channel;
  }

  /** An empty one, in the folder for temporary files. */
  public static ScratchFile open() throws IOException {
    Path path = Files.createTempFile("tap-stripe-", ".tmp");
    return new ScratchFile(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Where a piece of the file is. */
  public record Piece(long offset, int length) {}

  /** Adds bytes at the end. */
  public synchronized Piece add(byte[] bytes) throws IOException {
    Piece piece = new Piece(size, bytes.length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      size += channel.write(buffer, size);
    }
    return piece;
  }

  /** The bytes of a piece. */
  public byte[] read(Piece piece) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(piece.length());
    long offset = piece.offset();
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, offset);
      if (count < 0) {
        throw new EOFException("a temporary file was cut short");
      }
      offset += count;
    }
    return buffer.array();
  }

  /** Forgets all of it. */
  public void close() throws IOException {
    channel.close();
  }

  /** All of it, from the beginning. */
  public synchronized InputStream stream() {
    return new PieceStream(size);
  }

  /** Reads without moving the place where others read or write. One thread. */
  private final class PieceStream extends InputStream {
    private final long end;
    private long at;

    private PieceStream(long end) {
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (at >= end) {
        return -1;
      }
      int most = (int) Math.min(length, end - at);
      int count = channel.read(ByteBuffer.wrap(into, offset, most), at);
      at += Math.max(0, count);
      return count;
    }
  }
}
