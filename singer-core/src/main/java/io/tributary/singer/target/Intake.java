package io.tributary.singer.target;

import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.BadLine;
import io.tributary.singer.message.BatchMessage;
import io.tributary.singer.message.InputLines;
import io.tributary.singer.message.Message;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.MessageReader;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamFigures;
import io.tributary.singer.report.StreamReport;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages in, loads their records in batches, and lets states out as these are durable.
 *
 * <p>Four threads stand in a row, with bounded queues between them: one reads lines, one checks
 * records and writes rows, one compresses them, one loads. A failure of the input ends the run
 * after what came before it is loaded; a failure of the destination ends it at once.
 *
 * <p>{@link #run} belongs to one thread; {@link #stop} may be called from another.
 */
public final class Intake implements AutoCloseable {
  private static final int QUEUED_PARCELS = 4;
  private static final long LOOK_MILLIS = 200;

  /** Where lines are counted of which nobody can say to which stream they belong. */
  private static final String NO_STREAM = "(no stream)";

  private static final long ROW_MEMORY = 24L << 20;

  private final RunReport report;
  private final Rejects rejects;
  private final TargetSettings settings;
  private final Spool spool;
  private final Loading loading = new Loading();
  private final Dispatch dispatch;
  private final Checker checker;
  private final BlockingQueue<Parcel> parcels = new ArrayBlockingQueue<>(QUEUED_PARCELS);
  private final BlockingQueue<Parcel> empties = new ArrayBlockingQueue<>(QUEUED_PARCELS + 2);
  private volatile @Nullable Thread reading;
  private volatile @Nullable Thread checking;
  private final Parcel end = new Parcel();
  private volatile @Nullable Throwable inputFailure;

  /**
   * @param loader closed by whoever opened it, after this is closed
   */
  public Intake(
      Loader loader, TargetSettings settings, StateOutput states, Clock clock, RunReport report) {
    this.settings = settings;
    this.report = report;
    this.rejects = new Rejects(settings.invalid());
    RowFormat format = loader.format();
    Compression compression =
        format == RowFormat.JSON ? new GzipCompression() : new ZstdCompression();
    this.spool = new Spool(settings.spoolDirectory(), ROW_MEMORY, compression);
    this.dispatch = dispatch(loader, states);
    Checker.Ways ways = new Checker.Ways(spool, loading, dispatch, rejects);
    this.checker = new Checker(loader, format, settings, ways, clock, report);
  }

  private Dispatch dispatch(Loader loader, StateOutput states) {
    Loader.Durability durability = loader.durability();
    Acknowledgements acknowledgements =
        new Acknowledgements(states, rejects, report, durability == Loader.Durability.AT_THE_END);
    return durability == Loader.Durability.WITH_THE_STATE
        ? new StateDispatch(loader, loading, acknowledgements, report)
        : new StreamDispatch(loader, loading, acknowledgements, report);
  }

  /**
   * Takes in all that {@code reader} reads. Returns when it is loaded and its last state is out.
   *
   * @throws SingerException if the input, a record or the destination is at fault
   * @throws InterruptedException if the run was stopped; the states that are out are true
   */
  public void run(MessageReader reader) throws InterruptedException {
    loading.start();
    Thread read = new Thread(() -> read(reader), "read");
    Thread check = new Thread(this::check, "check");
    reading = read;
    checking = check;
    read.setDaemon(true);
    check.setDaemon(true);
    read.setUncaughtExceptionHandler(this::died);
    check.setUncaughtExceptionHandler(this::died);
    read.start();
    check.start();
    try {
      var unused = loading.outcome().get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
    checker.finished();
    refuseLosses();
  }

  /** A thread that could not even say why it ended, for want of memory. */
  private void died(Thread thread, Throwable cause) {
    loading.outcome().completeExceptionally(cause);
  }

  private static RuntimeException failure(@Nullable Throwable cause) throws InterruptedException {
    if (cause instanceof RuntimeException known) {
      return known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof InterruptedException stopped) {
      throw stopped;
    }
    return new CompletionException(cause);
  }

  /** Received must equal loaded, deduplicated and rejected together; else something is lost. */
  private void refuseLosses() {
    for (StreamFigures figures : report.streams()) {
      StreamFigures.Counts counts = figures.counts();
      if (!counts.areAccountedFor()) {
        throw new SingerException.Destination(
            figures.stream()
                + ": "
                + counts.received()
                + " records were received, but "
                + counts.loaded()
                + " loaded, "
                + counts.deduplicated()
                + " deduplicated and "
                + counts.rejected()
                + " rejected make "
                + (counts.loaded() + counts.deduplicated() + counts.rejected())
                + "; please report this");
      }
    }
  }

  /**
   * Ends the run early: no more is read, the batch that is being loaded is finished and no other is
   * begun. Returns when that is so.
   */
  public void stop() throws InterruptedException {
    loading.stop();
  }

  /** Runs on the reading thread. */
  private void read(MessageReader reader) {
    Packing packing = new Packing();
    try {
      reader.readAll(packing, packing);
      packing.ship();
      parcels.put(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      endBecauseOf(
          new SingerException.Protocol(
              packing.line + 1, "the input cannot be read: " + e.getMessage(), e),
          packing);
    } catch (OutOfMemoryError e) {
      endBecauseOf(
          new SingerException.Protocol(
              packing.line + 1,
              "too long for the memory that there is; -Xmx in JAVA_OPTS gives more, and a lower"
                  + " max_line_bytes refuses such lines",
              e),
          packing);
    } catch (RuntimeException | Error e) {
      endBecauseOf(e, packing);
    }
  }

  /** What came before the failure is sent on its way first. */
  private void endBecauseOf(Throwable failure, Packing packing) {
    inputFailure = failure;
    try {
      packing.ship();
      parcels.put(end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs on the checking thread. */
  private void check() {
    try {
      Throwable failure = null;
      try {
        checkAll();
        failure = inputFailure;
      } catch (SingerException.Data | SingerException.Protocol | SingerException.TooManyRejects e) {
        failure = e;
      }
      checker.loadAll();
      dispatch.end(failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      loading.outcome().completeExceptionally(e);
    }
  }

  private void checkAll() throws InterruptedException {
    long looked = System.nanoTime();
    while (true) {
      Parcel parcel = parcels.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (parcel == end) {
        return;
      }
      if (parcel != null) {
        checker.take(parcel);
        parcel.clear();
        boolean kept = empties.offer(parcel);
        assert kept || empties.remainingCapacity() == 0;
      }
      if (System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        checker.loadThoseThatWaited();
        looked = System.nanoTime();
      }
    }
  }

  /** Ends all threads, after what the loader is doing, and removes what is spooled. */
  @Override
  public void close() {
    try {
      loading.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Thread thread : new Thread[] {reading, checking}) {
      if (thread != null) {
        thread.interrupt();
      }
    }
    spool.close();
    rejects.close();
  }

  /** Packs messages into parcels, on the reading thread. */
  private final class Packing implements MessageHandler, InputLines {
    private Parcel parcel = new Parcel();
    private final BatchFiles files =
        new BatchFiles(settings.batchConfig(), settings.invalid().maxLineBytes());
    private long line;

    @Override
    public void onLine(long number) {
      line = number;
    }

    @Override
    public void onRecord(RecordMessage record) throws InterruptedException {
      if (parcel.isFullFor(record.record().length())) {
        ship();
      }
      parcel.addRecord(record, line);
    }

    @Override
    public void onSchema(SchemaMessage schema) throws InterruptedException {
      add(schema);
    }

    @Override
    public void onState(StateMessage state) throws InterruptedException {
      add(new StateMessage(state.value().copy()), state.value().length());
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage activation) throws InterruptedException {
      add(activation);
    }

    @Override
    public void onBatch(BatchMessage batch) throws InterruptedException {
      files.read(batch, line, this::onRecord);
    }

    @Override
    public void onBadLine(BadLine bad) {
      String stream = bad.stream().isEmpty() ? NO_STREAM : bad.stream();
      StreamReport figures = report.stream(stream);
      figures.received(1, bad.text().length());
      rejects.add(
          new Rejects.Reject(bad.reason(), bad.stream(), bad.number(), bad.text()),
          bad.failure(),
          figures);
    }

    @Override
    public void onPause() throws InterruptedException {
      ship();
    }

    private void add(Message message) throws InterruptedException {
      add(message, 0);
    }

    private void add(Message message, int size) throws InterruptedException {
      if (parcel.isFullFor(size)) {
        ship();
      }
      parcel.add(message, size, line);
    }

    private void ship() throws InterruptedException {
      if (!parcel.isEmpty()) {
        parcels.put(parcel);
        Parcel empty = empties.poll();
        parcel = empty == null ? new Parcel() : empty;
      }
    }
  }
}
