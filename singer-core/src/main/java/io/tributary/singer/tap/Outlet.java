package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what one stream's source reads, and hands it on in pieces. Thread-safe: records are turned
 * into text on the threads that bring them, and the writer fetches what lies here for long.
 */
final class Outlet implements RecordOutput {
  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final StreamRead stream;
  private final Deliveries deliveries;
  private final Clock clock;
  private final long limit;
  private final boolean takesText;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<RecordEncoder> encoders = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private Chunk open = new Chunk();
  private long given;
  private boolean closed;
  private @Nullable SingerException failure;
  private volatile @Nullable String skipped;
  private Instant now = Instant.EPOCH;

  Outlet(StreamRead stream, Deliveries deliveries, Clock clock, long limit) {
    this.stream = stream;
    this.deliveries = deliveries;
    this.clock = clock;
    this.limit = limit;
    this.takesText = !stream.looksAtRecords() && stream.selection().kept().isOfWholeFields();
  }

  @Override
  public void record(ObjectNode record) throws InterruptedException {
    RecordEncoder encoder = encoders.poll();
    if (encoder == null) {
      encoder = new RecordEncoder(stream.selection().kept(), this::dropped);
    }
    add(encoder.encode(record), record);
    encoders.add(encoder);
  }

  /** Text is taken as it is, unless something in it has to be looked at or left out. */
  @Override
  public void text(RawJson record) throws InterruptedException {
    if (takesText) {
      add(record, null);
    } else {
      record((ObjectNode) record.tree());
    }
  }

  private void add(RawJson text, @Nullable ObjectNode record) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      refuseIfClosed();
      if (record != null) {
        see(record);
      }
      open.add(text, now());
      given++;
      if (open.isFull()) {
        handOn();
      }
      if (given == limit) {
        closed = true;
        refuseIfClosed();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void position(JsonNode position) throws InterruptedException {
    if (!stream.marksPositions()) {
      return;
    }
    JsonNode own = position.deepCopy();
    lock.lockInterruptibly();
    try {
      refuseIfClosed();
      handOn();
      deliveries.put(new Delivery.Marked(stream, own));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void skipped(String reason) {
    skipped = reason;
  }

  /** Why there was nothing to read, if the source says so. */
  @Nullable String whySkipped() {
    return skipped;
  }

  @Override
  public void expect(long total) {
    stream.report().expect(total);
  }

  /** Hands on what there is, whatever the queue holds; nothing is taken any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      fetch();
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what lies here, unless somebody is busy here, who will hand it on or come again. */
  void sweep() {
    if (lock.tryLock()) {
      try {
        fetch();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Whether the run has as many records of the stream as it wants. */
  boolean isEnough() {
    lock.lock();
    try {
      return given >= limit;
    } finally {
      lock.unlock();
    }
  }

  /** Why a record was refused, if one was; the source may not have passed it on. */
  @Nullable SingerException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** A thread that goes on reading after the end of its stream is told so where it can stop. */
  private void refuseIfClosed() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("no more records are wanted");
    }
  }

  /** What a record says about the bookmark; if it is wrong, the stream is over. */
  private void see(ObjectNode record) {
    try {
      stream.seen(record);
    } catch (SingerException e) {
      closed = true;
      failure = e;
      throw e;
    }
  }

  /** Records are never lost here, or a later bookmark would skip them. */
  private void handOn() throws InterruptedException {
    Chunk full = take();
    if (full == null) {
      return;
    }
    Delivery records = new Delivery.Records(stream, full);
    try {
      deliveries.put(records);
    } catch (InterruptedException e) {
      deliveries.add(records);
      throw e;
    }
  }

  private void fetch() {
    Chunk some = take();
    if (some != null) {
      deliveries.add(new Delivery.Records(stream, some));
    }
  }

  private @Nullable Chunk take() {
    if (open.isEmpty()) {
      return null;
    }
    Chunk taken = open;
    taken.bookmark(stream.reached());
    open = new Chunk();
    return taken;
  }

  /** The time, the same value for all records of a millisecond. */
  private Instant now() {
    long millis = clock.millis();
    if (now.toEpochMilli() != millis) {
      now = Instant.ofEpochMilli(millis);
    }
    return now;
  }

  private void dropped(String field) {
    if (unknown.add(field)) {
      LOG.warn("{}: the schema does not have the field {}; it is left out", stream.name(), field);
    }
  }
}
