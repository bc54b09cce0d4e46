package io.tributary.singer.target;

import io.tributary.singer.json.RawJson;
import io.tributary.singer.report.RunReport;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets states out as batches become durable.
 *
 * <p>Thread-safe: the checker says what has arrived, the loading thread what is durable.
 */
final class Acknowledgements {
  private final Checkpoints checkpoints = new Checkpoints();
  private final Map<String, ArrayDeque<Long>> batches = new HashMap<>();
  private final Set<String> loadedSince = new HashSet<>();
  private final StateOutput output;
  private final Rejects rejects;
  private final RunReport report;
  private boolean holding;
  private @Nullable RawJson last;

  /**
   * @param holding whether states wait for {@link #runFinished}
   */
  Acknowledgements(StateOutput output, Rejects rejects, RunReport report, boolean holding) {
    this.output = output;
    this.rejects = rejects;
    this.report = report;
    this.holding = holding;
  }

  /** A batch has begun, with this record. */
  synchronized void batchBegan(String stream, long first) {
    ArrayDeque<Long> firsts = batches.computeIfAbsent(stream, absent -> new ArrayDeque<>());
    firsts.add(first);
    if (firsts.size() == 1) {
      checkpoints.pending(stream, first);
    }
  }

  /** The oldest batch of a stream is durable. */
  synchronized void batchLoaded(String stream) {
    ArrayDeque<Long> firsts = batches.getOrDefault(stream, new ArrayDeque<>());
    firsts.poll();
    Long next = firsts.peek();
    checkpoints.durable(stream, next == null ? Long.MAX_VALUE : next);
    loadedSince.add(stream);
    release();
  }

  /** A state has arrived, after the record of this number. */
  synchronized void stateArrived(long after, RawJson value) {
    checkpoints.hold(after, value);
    release();
  }

  /** What was set aside before a state is on the disk before the state is kept anywhere. */
  void keepRejects() {
    rejects.sync();
  }

  /** The destination itself keeps a state, and all that came before it. */
  synchronized void committed(List<String> streams, RawJson value) {
    loadedSince.addAll(streams);
    emit(value);
  }

  /** Everything is durable, also what waited for the end. */
  synchronized void runFinished() {
    holding = false;
    release();
  }

  private void release() {
    if (!holding) {
      checkpoints.release().ifPresent(this::emit);
    }
  }

  /** A state that says what the last one said is not repeated. */
  private void emit(RawJson value) {
    RawJson before = last;
    if (before != null && before.equals(value)) {
      return;
    }
    rejects.sync();
    output.emit(value);
    last = value;
    report.stateEmitted();
    loadedSince.forEach(stream -> report.stream(stream).stateEmitted());
    loadedSince.clear();
  }
}
