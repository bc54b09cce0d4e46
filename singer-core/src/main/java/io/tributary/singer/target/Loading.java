package io.tributary.singer.target;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what concerns the loader on a thread of its own, one thing after the other in the order in
 * which it was asked for. That order is what makes a changed schema or an activated version a
 * barrier: what came before it is loaded before it.
 *
 * <p>Thread-safe. The first failure ends it; what was still asked for is not done.
 */
final class Loading {
  /** How many batches may wait, on the disk, while one is loaded. */
  private static final int QUEUED = 4;

  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(QUEUED);
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private final AtomicInteger undone = new AtomicInteger();
  private final Thread thread = new Thread(this::work, "load");
  private volatile boolean stopping;

  /** Something that concerns the loader. */
  interface Step {
    void run() throws InterruptedException;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Asks for a step. Blocks while too many wait.
   *
   * @throws InterruptedException if this has ended, so that the step will never be done
   */
  void then(Step step) throws InterruptedException {
    undone.incrementAndGet();
    while (!steps.offer(step, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (outcome.isDone() || stopping) {
        throw ended();
      }
    }
  }

  /**
   * Waits for what one of the steps brings about.
   *
   * @throws InterruptedException if this has ended, so that it will never come
   */
  <T> T await(CompletableFuture<T> result) throws InterruptedException {
    while (true) {
      try {
        return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (outcome.isDone() || stopping) {
          throw ended();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("it is only ever completed by a result", e);
      }
    }
  }

  private static InterruptedException ended() {
    return new InterruptedException("loading has ended");
  }

  /** Whether all that was asked for is done. */
  boolean isIdle() {
    return undone.get() == 0;
  }

  /** Asks for the end, after all steps that were asked for. */
  void end() throws InterruptedException {
    then(() -> outcome.complete(null));
  }

  /** Asks for the end because of a failure elsewhere, after all steps that were asked for. */
  void endBecauseOf(Throwable failure) throws InterruptedException {
    then(() -> outcome.completeExceptionally(failure));
  }

  /** Completed when the work has ended: by its first failure, if there was one. */
  CompletableFuture<Void> outcome() {
    return outcome;
  }

  /** Ends early: the step that is being done is finished, no other is begun. Waits for that. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
    outcome.completeExceptionally(new InterruptedException("stopped"));
  }

  private void work() {
    try {
      while (!outcome.isDone() && !stopping) {
        Step step = steps.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (step != null) {
          step.run();
          undone.decrementAndGet();
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }
}
