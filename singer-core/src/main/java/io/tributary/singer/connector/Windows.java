package io.tributary.singer.connector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the windows of one stream, several at once: spans of time, partitions, whatever the source
 * cuts its records into.
 *
 * <p>Thread-safe inside: each window is read on one thread, and the calling thread waits for all.
 *
 * @param <W> what names a window
 */
public final class Windows<W> {
  private final List<W> windows;
  private final Reader<W> reader;
  private final Finished<W> finished;
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private final boolean[] done;
  private int prefix;

  private Windows(List<W> windows, Reader<W> reader, Finished<W> finished) {
    this.windows = List.copyOf(windows);
    this.reader = reader;
    this.finished = finished;
    this.done = new boolean[windows.size()];
  }

  /**
   * Reads all windows and returns when they are read.
   *
   * <p>The first failure stops all: windows that are being read are interrupted, none is begun, and
   * the failure is thrown. So does interrupting the calling thread. When this returns or throws, no
   * window is being read any more.
   *
   * @param windows in the order in which they are begun: the oldest first
   * @param parallel how many are read at once, at most
   * @param reader reads one window
   * @param finished told of the finished prefix: that every window up to a certain one is read, the
   *     place for {@link RecordOutput#position}
   */
  public static <W> void read(List<W> windows, int parallel, Reader<W> reader, Finished<W> finished)
      throws IOException, InterruptedException {
    Windows<W> run = new Windows<>(windows, reader, finished);
    int threads = Math.min(parallel, windows.size());
    if (threads > 1) {
      run.readOn(threads);
    } else {
      run.work();
    }
    run.rethrow();
  }

  private void readOn(int count) {
    String name = Thread.currentThread().getName();
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::work, name + "-window-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    threads.forEach(this::join);
  }

  /** Waits for a thread, whatever happens; being interrupted stops all of them. */
  private void join(Thread thread) {
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        fail(e);
      }
    }
  }

  private void fail(Throwable first) {
    if (failure.compareAndSet(null, first)) {
      Thread self = Thread.currentThread();
      threads.stream().filter(thread -> thread != self).forEach(Thread::interrupt);
    }
  }

  /** What each thread does: take the next window, read it, until there is none or one failed. */
  private void work() {
    try {
      while (failure.get() == null) {
        int i = claimed.getAndIncrement();
        if (i >= done.length) {
          return;
        }
        reader.read(windows.get(i));
        advance(i);
      }
    } catch (Throwable e) { // whatever it is, the calling thread throws it
      fail(e);
    }
  }

  private synchronized void advance(int read) throws IOException, InterruptedException {
    done[read] = true;
    int before = prefix;
    while (prefix < done.length && done[prefix]) {
      prefix++;
    }
    if (prefix > before && failure.get() == null) {
      finished.upTo(windows.get(prefix - 1));
    }
  }

  private void rethrow() throws IOException, InterruptedException {
    Throwable first = failure.get();
    if (first == null) {
      return;
    }
    if (first instanceof IOException io) {
      throw io;
    }
    if (first instanceof InterruptedException stop) {
      throw stop;
    }
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }

  /** Reads one window. */
  @FunctionalInterface
  public interface Reader<W> {
    /** Called once for each window, on several threads at once; returning means that it is read. */
    void read(W window) throws IOException, InterruptedException;
  }

  /** Learns how far the windows are read without a gap. */
  @FunctionalInterface
  public interface Finished<W> {
    /**
     * Called when {@code window} and all before it are read, one call at a time, each for a later
     * window than the last; not necessarily for each window.
     */
    void upTo(W window) throws IOException, InterruptedException;
  }
}
