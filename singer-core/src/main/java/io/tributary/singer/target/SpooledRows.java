package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one batch, in files.
 *
 * <p>Appended to by one thread; {@link #await} and {@link #delete} may be called by another after
 * the batch has ended.
 */
final class SpooledRows {
  private static final int FIRST_SIZE = 1024;
  private static final byte[] EMPTY = {};

  private final Spool spool;
  private final Compression compression;
  private final Compression.Pieces pieces;
  private final List<Path> files = new ArrayList<>();
  private byte[] buffer = EMPTY;
  private int buffered;
  private long rows;
  private long bytes;
  private long bytesInFile;
  private long longestRow;
  private int writing;

  SpooledRows(Spool spool, Compression compression) {
    this.spool = spool;
    this.compression = compression;
    this.pieces = compression.begin();
    files.add(spool.newFile());
  }

  /** Adds one row. Blocks while the compressor is behind. */
  void append(byte[] row, int length) throws InterruptedException {
    if (bytesInFile >= compression.fileSize()) {
      spool.write(this);
      files.add(spool.newFile());
      bytesInFile = 0;
    }
    rows++;
    bytes += length;
    bytesInFile += length;
    longestRow = Math.max(longestRow, length);
    int done = 0;
    while (done < length) {
      if (buffered == Spool.BLOCK) {
        spool.write(this);
      }
      int part = Math.min(length - done, Spool.BLOCK - buffered);
      int before = buffer.length;
      reserve(part);
      System.arraycopy(row, done, buffer, buffered, part);
      buffered += part;
      done += part;
      spool.grew(buffer.length - before);
    }
  }

  /** A stream with few rows has a small buffer; one that fills it gets one of full size. */
  private void reserve(int more) {
    int wanted = buffered + more;
    if (buffer.length < wanted) {
      int size = Math.max(wanted, Math.max(FIRST_SIZE, buffer.length * 4));
      byte[] larger = size < Spool.BLOCK ? new byte[size] : spool.buffer();
      System.arraycopy(buffer, 0, larger, 0, buffered);
      buffer = larger;
    }
  }

  Compression.Pieces pieces() {
    return pieces;
  }

  /** The bytes of memory that the rows take. */
  int capacity() {
    return buffer.length;
  }

  int buffered() {
    return buffered;
  }

  /** The buffer, which is its taker's from now on. */
  byte[] take() {
    byte[] taken = buffer;
    buffer = EMPTY;
    buffered = 0;
    return taken;
  }

  /** The file that rows are written to now. */
  Path file() {
    return files.get(files.size() - 1);
  }

  synchronized void writing() {
    writing++;
  }

  synchronized void written() {
    writing--;
    notifyAll();
  }

  /** How far the rows have come; {@link #cutTo} goes back there. */
  Mark mark() {
    return new Mark(files.size(), bytesInFile, rows, bytes);
  }

  /**
   * A place in the rows.
   *
   * @param bytesInFile the bytes in the last of the files, before compression
   */
  record Mark(int files, long bytesInFile, long rows, long bytes) {}

  /**
   * Takes away what was appended after a mark. Called after the batch has ended, before {@link
   * #await}.
   *
   * @throws SingerException.Destination if there is no room to do it
   */
  void cutTo(Mark mark) throws InterruptedException {
    await();
    try {
      for (Path file : files.subList(mark.files(), files.size())) {
        Files.deleteIfExists(file);
      }
      files.subList(mark.files(), files.size()).clear();
      Path last = file();
      Path whole = last.resolveSibling(last.getFileName() + ".whole");
      Files.move(last, whole);
      try (InputStream in = compression.reading(Files.newInputStream(whole));
          OutputStream out = compression.writing(Files.newOutputStream(last))) {
        copy(in, out, mark.bytesInFile());
      }
      Files.delete(whole);
    } catch (IOException e) {
      throw spool.failed(e);
    }
    rows = mark.rows();
    bytes = mark.bytes();
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[Spool.BLOCK];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(left + " bytes are missing");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  /** Waits until all rows are in their files. Called after the batch has ended. */
  List<Path> await() throws InterruptedException {
    synchronized (this) {
      while (writing > 0) {
        wait();
      }
    }
    spool.check();
    return List.copyOf(files);
  }

  long rows() {
    return rows;
  }

  /** The size of the rows before compression. */
  long bytes() {
    return bytes;
  }

  long longestRow() {
    return longestRow;
  }

  /** Removes the files. */
  void delete() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
