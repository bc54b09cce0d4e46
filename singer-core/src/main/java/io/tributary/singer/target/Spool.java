package io.tributary.singer.target;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
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
 * <p>A full block is compressed on the spool's own thread as a zstd frame of its own, and appended
 * to its file, which is open only for that moment. So the memory is that of the blocks, which have
 * a budget: it does not grow with the rows, nor with the number of streams.
 *
 * <p>Rows are appended by one thread, {@link SpooledRows#await} is another's.
 */
final class Spool implements AutoCloseable {
  /** The bytes of rows that are compressed as one frame, unless the budget asks for fewer. */
  static final int BLOCK = 256 * 1024;

  /** The bytes of rows, before compression, that one file holds: several are read side by side. */
  static final long FILE = 32L << 20;

  private static final int QUEUED_BLOCKS = 16;
  private static final int LEVEL = 1;

  private final SpoolFolder folder;
  private final long budget;
  private final Set<SpooledRows> open = new LinkedHashSet<>();
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(QUEUED_BLOCKS);
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private final ZstdCompressCtx zstd = zstd();
  private final Thread compressor;
  private long held;
  private long files;
  private volatile @Nullable IOException failure;

  /** A piece of a file: it is written when those before it are. */
  private record Block(SpooledRows rows, Path file, ByteBuffer bytes) {}

  /**
   * @param parent where to make the spool's folder; the system's temporary folder if not given
   * @param budget the most bytes of memory for rows whose block is not full
   * @throws SingerException.Destination if zstd's library cannot be unpacked
   */
  Spool(Optional<Path> parent, long budget) {
    this.folder = SpoolFolder.make(parent);
    this.budget = budget;
    this.compressor = new Thread(this::compress, "spool");
    compressor.setDaemon(true);
    compressor.start();
  }

  /** Begins the rows of one batch. */
  SpooledRows begin() {
    SpooledRows rows = new SpooledRows(this);
    open.add(rows);
    return rows;
  }

  /** The rows are complete: what is left of them is written soon. */
  void end(SpooledRows rows) throws InterruptedException {
    open.remove(rows);
    write(rows);
  }

  /** The rows are not wanted any more. */
  void drop(SpooledRows rows) {
    if (open.remove(rows)) {
      held -= rows.capacity();
    }
  }

  Path newFile() {
    return folder.path().resolve(Long.toString(files++) + ".zst");
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
    int length = rows.buffered();
    if (length == 0) {
      return;
    }
    held -= rows.capacity();
    Block block = new Block(rows, rows.file(), ByteBuffer.wrap(rows.take(), 0, length));
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

  private static ZstdCompressCtx zstd() {
    try {
      return new ZstdCompressCtx().setLevel(LEVEL);
    } catch (LinkageError e) {
      throw SingerException.Destination.unloadable("zstd", 1, e);
    }
  }

  private void compress() {
    try (zstd) {
      byte[] frame = new byte[(int) Zstd.compressBound(BLOCK)];
      while (true) {
        Block block = full.take();
        if (failure == null) {
          write(block, frame);
        }
        recycle(block.bytes().array());
        block.rows().written();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A block that cannot be compressed is as bad as one that cannot be written: both are told. */
  private void write(Block block, byte[] frame) {
    try {
      int size =
          zstd.compressByteArray(
              frame, 0, frame.length, block.bytes().array(), 0, block.bytes().limit());
      append(block.file(), frame, size);
    } catch (IOException e) {
      failure = e;
    } catch (ZstdException | OutOfMemoryError e) {
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

  private static void append(Path file, byte[] frame, int size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(frame, 0, size);
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

  /** Ends the compressor and removes the folder with all that is in it. */
  @Override
  public void close() {
    compressor.interrupt();
    try {
      compressor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      folder.close();
    } catch (UncheckedIOException e) {
      // The next run removes what is left.
      return;
    }
  }
}
