package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to the destination: gathered in blocks, compressed, and kept in files.
 *
 * <p>A full block is compressed on the spool's own thread, by itself, and appended to its file,
 * which is open only for that moment. So the memory is that of the blocks, which have a budget: it
 * does not grow with the rows, nor with the number of streams.
 *
 * <p>Rows are appended by one thread, {@link SpooledRows#await} is another's.
 */
final class Spool implements AutoCloseable {
  /** The bytes of rows that are compressed together, unless the budget asks for fewer. */
  static final int BLOCK = 256 * 1024;

  private static final int QUEUED_BLOCKS = 16;

  private final SpoolFolder folder;
  private final long budget;
  private final Set<SpooledRows> open = new LinkedHashSet<>();
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(QUEUED_BLOCKS);
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private final Compression compression;
  private final Thread compressor;
  private long held;
  private long files;
  private volatile @Nullable IOException failure;

  /** A piece of a file, which may be its end: it is written when those before it are. */
  private record Block(SpooledRows rows, Path file, ByteBuffer bytes, boolean isLast) {}

  /**
   * @param parent where to make the spool's folder; the system's temporary folder if not given
   * @param budget the most bytes of memory for rows whose block is not full
   * @param compression closed with the spool
   */
  Spool(Optional<Path> parent, long budget, Compression compression) {
    this.compression = compression;
    this.folder = SpoolFolder.make(parent);
    this.budget = budget;
    this.compressor = new Thread(this::compress, "spool");
    compressor.setDaemon(true);
    compressor.start();
  }

  /** Begins the rows of one batch. */
  SpooledRows begin() {
    SpooledRows rows = new SpooledRows(this, compression);
    open.add(rows);
    return rows;
  }

  /** The rows are complete: what is left of them is written soon. */
  void end(SpooledRows rows) throws InterruptedException {
    open.remove(rows);
    write(rows, true);
  }

  Path newFile() {
    return folder.path().resolve(files++ + compression.suffix());
  }

  /** Counts memory that rows wait in, and writes all of them if that is too much. */
  void grew(int bytes) throws InterruptedException {
    held += bytes;
    if (held > budget) {
      for (SpooledRows rows : open) {
        write(rows);
      }
    }
  }

  /** Hands the bytes that a file has gathered to the compressor. */
  void write(SpooledRows rows) throws InterruptedException {
    if (rows.buffered() > 0) {
      write(rows, false);
    }
  }

  private void write(SpooledRows rows, boolean isLast) throws InterruptedException {
    held -= rows.capacity();
    int length = rows.buffered();
    Block block = new Block(rows, rows.file(), ByteBuffer.wrap(rows.take(), 0, length), isLast);
    rows.writing();
    full.put(block);
    check();
  }

  /** A buffer for a file's next block. */
  byte[] buffer() {
    synchronized (free) {
      byte[] reused = free.poll();
      return reused == null ? new byte[BLOCK] : reused;
    }
  }

  private void compress() {
    try (compression) {
      byte[] packed = new byte[compression.bound(BLOCK)];
      while (true) {
        Block block = full.take();
        if (failure == null) {
          write(block, packed);
        }
        recycle(block.bytes().array());
        block.rows().written();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A block that cannot be compressed is as bad as one that cannot be written: both are told. */
  private void write(Block block, byte[] packed) {
    Compression.Pieces pieces = block.rows().pieces();
    try {
      int length = block.bytes().limit();
      if (length > 0) {
        append(block.file(), packed, pieces.pack(block.bytes().array(), length, packed));
      }
      if (block.isLast()) {
        append(block.file(), packed, pieces.end(packed));
      }
    } catch (IOException e) {
      failure = e;
    } catch (OutOfMemoryError e) {
      failure = new IOException(e.getMessage(), e);
    }
  }

  private void recycle(byte[] bytes) {
    synchronized (free) {
      if (bytes.length == BLOCK && free.size() < QUEUED_BLOCKS) {
        free.add(bytes);
      }
    }
  }

  private static void append(Path file, byte[] packed, int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(packed, 0, size);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /**
   * @throws SingerException.Destination if a block could not be written
   */
  void check() {
    IOException reason = failure;
    if (reason != null) {
      throw failed(reason);
    }
  }

  SingerException.Destination failed(IOException reason) {
    return new SingerException.Destination(
        "rows cannot be spooled in "
            + folder.path()
            + ": "
            + reason.getMessage()
            + "; free some space, or set spool_directory to a folder that has more",
        reason);
  }

  /** Also where the caller is to end: a file that is written later would be left behind. */
  private void joinCompressor() {
    boolean isInterrupted = false;
    while (true) {
      try {
        compressor.join();
        break;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the compressor and removes the folder with all that is in it. */
  @Override
  public void close() {
    compressor.interrupt();
    joinCompressor();
    try {
      folder.close();
    } catch (UncheckedIOException e) {
      // The next run removes what is left.
      return;
    }
  }
}
