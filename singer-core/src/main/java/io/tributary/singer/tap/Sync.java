package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the selected streams, several at once, and keeps their bookmarks. For one run.
 *
 * <p>{@link #run} belongs to one thread, the writer, which alone calls the handler; {@link #stop}
 * may be called from any other.
 */
public final class Sync {
  private static final Logger LOG = LoggerFactory.getLogger(Sync.class);

  /** As many records as there are. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** How many bytes of records may wait for the writer. */
  private static final long WAITING_BYTES = 16L * 1024 * 1024;

  /** After how long records that a slow source brings one by one are written. */
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long sources that were told to stop may take; after that, the run ends without them. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TapSettings settings;
  private final long recordLimit;
  private final Clock clock;
  private final RunReport report;
  private final Deliveries deliveries = new Deliveries(WAITING_BYTES);
  private final List<StreamRead> streams = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<Outlet> outlets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger claimed = new AtomicInteger();
  private volatile boolean isStopping;

  /**
   * @param recordLimit after how many records of each stream the run has enough: 1 tries every
   *     stream, 0 announces their schemas only; no state is written unless it is {@link #NO_LIMIT}
   */
  public Sync(TapSettings settings, long recordLimit, Clock clock, RunReport report) {
    this.settings = settings;
    this.recordLimit = recordLimit;
    this.clock = clock;
    this.report = report;
  }

  /**
   * Reads the streams and hands their messages to {@code handler}, all on the calling thread. The
   * last state covers every message, also those after it, which then changed nothing in it.
   *
   * @param selections what is read, in order; the run begins with the stream in the middle of which
   *     the last one ended
   * @param state where the last run got to
   * @throws SingerException.Partial if some streams failed and others did not; the state of those
   *     is out
   * @throws SingerException.NoAccess if the source lets nobody in; streams that had not begun are
   *     not tried
   * @throws SingerException.Quota if streams failed, and all for want of quota
   * @throws SingerException.Source if every stream failed, or what the one stream failed with
   * @throws InterruptedException if the run was stopped: what was read is written, and the state
   *     that covers it. If the calling thread was interrupted, the run ends without that
   */
  public void run(List<Selection> selections, State state, MessageHandler handler)
      throws InterruptedException {
    Optional<BatchFiles> files =
        settings
            .batchConfig()
            .filter(config -> recordLimit == NO_LIMIT)
            .map(config -> new BatchFiles(config, settings.batchSizeRows(), clock, handler));
    SyncWriter writer =
        new SyncWriter(
            files.<MessageHandler>map(batches -> batches).orElse(handler),
            states(state),
            settings.emitActivateVersionMessages(),
            clock);
    boolean isWritten = false;
    try {
      arrange(selections, state);
      begin(writer);
      start();
      write(writer);
      if (files.isPresent()) {
        files.get().finish();
      }
      writer.writeState();
      writer.pause();
      isWritten = true;
    } finally {
      deliveries.close();
      if (!isWritten) {
        stop();
        files.ifPresent(BatchFiles::abandon);
      }
    }
    conclude(writer);
  }

  /**
   * Ends the run early: sources are interrupted, what they have handed over is written, and the
   * state that covers it. Returns at once.
   */
  public void stop() {
    isStopping = true;
    synchronized (threads) {
      threads.forEach(Thread::interrupt);
    }
  }

  private Optional<StateWriter> states(State state) {
    return recordLimit == NO_LIMIT
        ? Optional.of(
            new StateWriter(new Bookmarks(state), settings.stateIntervalSeconds(), clock, report))
        : Optional.empty();
  }

  private void arrange(List<Selection> selections, State state) {
    List<Selection> order = new ArrayList<>(selections);
    state.currentlySyncing().ifPresent(current -> beginWith(current, order));
    for (int i = 0; i < order.size(); i++) {
      streams.add(new StreamRead(i, order.get(i), state, report));
    }
    if (recordLimit > 0) {
      streams.forEach(stream -> stream.prepare(recordLimit));
    }
  }

  /**
   * Writes a state that says where streams stand before anything is read, if any source has to say.
   * On a thread of its own, as it may be stopped.
   */
  private void begin(SyncWriter writer) throws InterruptedException {
    if (recordLimit != NO_LIMIT) {
      return;
    }
    Map<StreamRead, JsonNode> beginnings = new LinkedHashMap<>();
    Thread thread = new Thread(() -> ask(beginnings), "begin");
    synchronized (threads) {
      if (isStopping) {
        return;
      }
      threads.add(thread);
      thread.setDaemon(true);
      thread.start();
    }
    thread.join();
    for (Map.Entry<StreamRead, JsonNode> beginning : beginnings.entrySet()) {
      writer.marked(beginning.getKey(), beginning.getValue());
    }
    if (!beginnings.isEmpty()) {
      writer.writeState();
    }
  }

  private void ask(Map<StreamRead, JsonNode> beginnings) {
    try {
      for (StreamRead stream : streams) {
        stream.begin().ifPresent(position -> beginnings.put(stream, position));
      }
    } catch (IOException | SingerException | InterruptedException e) {
      LOG.debug("where a stream stands cannot be told yet: {}", e.getMessage());
    }
  }

  private void start() {
    int count = Math.min(settings.maxParallelStreams(), streams.size());
    deliveries.expect(count);
    synchronized (threads) {
      for (int i = 0; i < count; i++) {
        Thread thread = new Thread(this::work, "streams-" + (i + 1));
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
      }
    }
  }

  private static void beginWith(String current, List<Selection> order) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).name().equals(current)) {
        Collections.rotate(order, -i);
        return;
      }
    }
  }

  /**
   * What each of the streams' threads does: take the next stream and read it, until none is left.
   */
  private void work() {
    try {
      for (int i = claimed.getAndIncrement();
          i < streams.size() && !isStopping;
          i = claimed.getAndIncrement()) {
        read(streams.get(i));
      }
    } finally {
      deliveries.producerEnded();
    }
  }

  private void read(StreamRead stream) {
    if (Thread.interrupted() && isStopping) { // else a source left it so when it had enough
      return;
    }
    Thread.currentThread().setName(stream.name());
    stream.report();
    Outlet outlet = new Outlet(stream, deliveries, clock, recordLimit);
    outlets.add(outlet);
    deliveries.add(new Delivery.Begun(stream));
    Delivery end = outcome(stream, outlet);
    outlets.remove(outlet);
    deliveries.add(end);
    if (end instanceof Delivery.Broken) {
      stop();
    }
    if (end instanceof Delivery.Failed failed && failed.why() instanceof SingerException.NoAccess) {
      claimed.set(streams.size()); // the others would only be refused as well
    }
  }

  private Delivery outcome(StreamRead stream, Outlet outlet) {
    Instant began = clock.instant();
    try {
      if (recordLimit > 0) {
        stream.read(outlet, recordLimit);
      }
      outlet.close();
      SingerException refused = outlet.failure();
      if (refused != null) {
        return new Delivery.Failed(stream, refused);
      }
      // A source that was interrupted may have returned as if it were done.
      if (isStopping) {
        return new Delivery.Stopped(stream);
      }
      String skipped = outlet.whySkipped();
      return skipped != null
          ? new Delivery.Skipped(stream, skipped)
          : new Delivery.Finished(stream, stream.reachedAtTheEnd(began));
    } catch (Throwable e) { // whatever it is, the writer decides what it means for the run
      outlet.close();
      return unfinished(stream, outlet, e);
    }
  }

  private Delivery unfinished(StreamRead stream, Outlet outlet, Throwable why) {
    if (outlet.isEnough()) {
      return new Delivery.Finished(stream, null);
    }
    if (isStopping) {
      return new Delivery.Stopped(stream);
    }
    if (why instanceof SingerException known) {
      return new Delivery.Failed(stream, known);
    }
    if (why instanceof IOException
        || why instanceof UncheckedIOException
        || why instanceof InterruptedException) {
      String words = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
      return new Delivery.Failed(
          stream, new SingerException.Source(stream.name() + ": reading broke off: " + words, why));
    }
    return new Delivery.Broken(stream, why);
  }

  /** Writes what the streams deliver until all are over, or until a stopped run's time is up. */
  private void write(SyncWriter writer) throws InterruptedException {
    long sweepAt = System.nanoTime() + SWEEP_NANOS;
    long endAt = Long.MAX_VALUE;
    while (!deliveries.isExhausted()) {
      Delivery next = deliveries.poll(sweepAt - System.nanoTime());
      if (next != null) {
        next.apply(writer);
      }
      long now = System.nanoTime();
      if (now - sweepAt >= 0) {
        outlets.forEach(Outlet::sweep);
        writer.writeStateIfDue();
        sweepAt = now + SWEEP_NANOS;
      }
      if (deliveries.isEmpty()) {
        writer.pause();
      }
      if (isStopping && endAt == Long.MAX_VALUE) {
        endAt = now + GRACE_NANOS;
      }
      if (isStopping && now - endAt >= 0) {
        LOG.warn("a source did not stop when it was told to; the run ends without it");
        return;
      }
    }
  }

  private void conclude(SyncWriter writer) throws InterruptedException {
    Throwable bug = writer.bug();
    if (bug instanceof Error error) {
      throw error;
    }
    if (bug != null) {
      throw new IllegalStateException("a source broke: " + bug, bug);
    }
    if (isStopping) {
      throw new InterruptedException("the run was stopped");
    }
    Optional<SingerException> verdict = writer.verdict();
    if (verdict.isPresent()) {
      throw verdict.get();
    }
  }
}
