package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer with rows, holding a few of them at a time.
 *
 * <p>Cutting rows out of an answer is cheap, and making something of them is not: so each thread in
 * turn cuts some for itself, brings them into their form beside the others, and hands them on when
 * those before are handed on. The thread that the answer comes on is one of them; others help with
 * a large answer, as long as there are processors.
 */
final class RowsBody {
  /** More would wait for each other. */
  private static final int MOST_HELPERS = 3;

  private final RowCutter cutter;
  private final Reading reading;
  private final Semaphore helpers;
  private final ReentrantLock cutting = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private long cut;
  private long handedOn;
  private volatile @Nullable Throwable failure;

  private RowsBody(InputStream in, Reading reading, Semaphore helpers) {
    this.cutter = new RowCutter(in);
    this.reading = reading;
    this.helpers = helpers;
  }

  /**
   * Hands the rows on, and returns what else the last of the objects says.
   *
   * @param helpers a permit for each thread that may help
   * @throws RowCutter.Broken if one of the objects is an error
   */
  static ObjectNode read(InputStream in, Reading reading, Semaphore helpers) throws IOException {
    RowsBody body = new RowsBody(in, reading, helpers);
    body.work();
    body.join();
    body.rethrow();
    return body.cutter.rest();
  }

  /** What each thread does; the first failure ends it for all. */
  private void work() {
    try {
      RowForm form = reading.forms().get();
      RowBatch batch = new RowBatch();
      while (cut(batch)) {
        batch.make(form);
        handOn(batch);
      }
    } catch (Throwable e) { // whatever it is, the thread of the answer throws it
      fail(e);
    }
  }

  private boolean cut(RowBatch batch) throws IOException {
    cutting.lock();
    try {
      if (failure != null || cutter.isOver() || !cutter.cut(batch)) {
        return false;
      }
      batch.number(cut);
      cut++;
      if (cut == 1 && !cutter.isOver()) {
        hire();
      }
      return true;
    } finally {
      cutting.unlock();
    }
  }

  private void hire() {
    while (threads.size() < MOST_HELPERS && helpers.tryAcquire()) {
      Thread thread = new Thread(this::help, "rows");
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  private void help() {
    try {
      work();
    } finally {
      helpers.release();
    }
  }

  private void handOn(RowBatch batch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (handedOn != batch.number()) {
        if (failure != null) {
          return;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    for (int i = 0; i < batch.count(); i++) {
      reading.sink().row(batch.made(i));
    }
    lock.lock();
    try {
      handedOn++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable first) {
    lock.lock();
    try {
      if (failure == null) {
        failure = first;
        threads.forEach(Thread::interrupt);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for those who help, whatever happens: they must not hand on anything after this. */
  private void join() {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          fail(e);
        }
      }
    }
  }

  private void rethrow() throws IOException {
    Throwable first = failure;
    if (first == null) {
      return;
    }
    if (first instanceof InterruptedException) {
      InterruptedIOException stop = new InterruptedIOException("no more rows are wanted");
      stop.initCause(first);
      throw stop;
    }
    if (first instanceof MalformedJson) {
      throw new IOException(first.getMessage(), first);
    }
    if (first instanceof UncheckedIOException unchecked) {
      throw unchecked.getCause();
    }
    if (first instanceof IOException io) {
      throw io;
    }
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }
}
