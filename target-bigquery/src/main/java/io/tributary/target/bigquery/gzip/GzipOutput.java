package io.tributary.target.bigquery.gzip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * A gzip file of one member, compressed as fast as can be, by several threads: in blocks that know
 * nothing of each other, and simply follow each other.
 *
 * <p>Used by one thread, which also writes what is compressed. Only {@link #finish} makes a whole
 * file of it; closing ends the threads.
 */
public final class GzipOutput extends OutputStream {
  /** What is compressed at once: far more than the 32 KB in which deflate looks for repetitions. */
  private static final int BLOCK = 1 << 18;

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

  /** Each has a megabyte to work with. */
  private static final int MOST_THREADS = 4;

  /** The last block, with nothing in it. */
  private static final byte[] END = {3, 0};

  private final OutputStream out;
  private final int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  private final ExecutorService deflating =
      Executors.newFixedThreadPool(
          threads,
          task -> {
            Thread thread = new Thread(task, "deflate");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Block> spare = new ArrayDeque<>();
  private final Deque<Future<Block>> underWay = new ArrayDeque<>();
  private final CRC32 crc = new CRC32();
  private long length;
  private Block block = new Block();

  /** Begins a file. */
  public GzipOutput(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  /** A piece of what is written, and what becomes of it. */
  private static final class Block {
    private final byte[] plain = new byte[BLOCK];
    private final BlockDeflater deflater = new BlockDeflater();
    private int size;

    private Block deflated() {
      deflater.deflate(plain, size);
      return this;
    }
  }

  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int count) throws IOException {
    crc.update(bytes, start, count);
    length += count;
    int done = 0;
    while (done < count) {
      if (block.size == BLOCK) {
        pass();
      }
      int part = Math.min(count - done, BLOCK - block.size);
      System.arraycopy(bytes, start + done, block.plain, block.size, part);
      block.size += part;
      done += part;
    }
  }

  /** Hands a block to the threads, and waits for the oldest if all of them have enough to do. */
  private void pass() throws IOException {
    underWay.add(deflating.submit(block::deflated));
    if (underWay.size() > threads) {
      writeOldest();
    }
    block = spare.isEmpty() ? new Block() : spare.remove();
  }

  private void writeOldest() throws IOException {
    Block done = deflated(underWay.remove());
    spare.add(done);
    out.write(done.deflater.bytes(), 0, done.deflater.size());
    done.size = 0;
  }

  private static Block deflated(Future<Block> block) throws IOException {
    try {
      return block.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while rows were compressed");
    } catch (ExecutionException e) {
      throw new IllegalStateException("rows cannot be compressed", e.getCause());
    }
  }

  /** Completes the file, and closes what it goes to. */
  public void finish() throws IOException {
    pass();
    while (!underWay.isEmpty()) {
      writeOldest();
    }
    out.write(END);
    number((int) crc.getValue());
    number((int) length);
    out.close();
  }

  private void number(int value) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }

  /** Ends the threads. What the file goes to stays open, unless the file is finished. */
  @Override
  public void close() {
    deflating.shutdownNow();
  }
}
