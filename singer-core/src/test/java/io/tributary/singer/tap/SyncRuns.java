package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.state.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Runs of {@link Sync} whose messages are recorded, and the streams that they read. */
abstract class SyncRuns {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("name", LogicalType.STRING)
          .property("updated_at", LogicalType.TIMESTAMP);

  final Recording recording = new Recording();
  final RunReport report = new RunReport(CLOCK);

  static void awaitStall(AtomicInteger given) {
    int before;
    do {
      before = given.get();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    } while (given.get() != before || before == 0);
  }

  static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record that fills a piece of its own, so that the writer learns of it at once. */
  static ObjectNode large(int id) {
    return object("{'id': " + id + "}").put("name", "x".repeat(66_000));
  }

  static TapStream updated(String... times) {
    return stream(
            "orders",
            (request, out) -> {
              for (String time : times) {
                out.record(object("{'id': 1}").put("updated_at", time));
              }
            })
        .replicated(new Replication.Incremental("updated_at", Order.UNSORTED));
  }

  static TapStream incremental(Order order, RecordSource source) {
    return stream("orders", source).replicated(new Replication.Incremental("id", order));
  }

  static TapStream incremental(String name, RecordSource source) {
    return stream(name, source).replicated(new Replication.Incremental("id", Order.SORTED));
  }

  static List<Selection> selected(TapStream... streams) {
    return Selections.of(List.of(streams), Optional.empty(), Set.of()).streams();
  }

  /** A clock that a test moves. Thread-safe. */
  static final class MovingClock extends Clock {
    private final AtomicLong millis = new AtomicLong(NOW.toEpochMilli() + 5_000);

    void add(Duration duration) {
      millis.addAndGet(duration.toMillis());
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public long millis() {
      return millis.get();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }
  }

  static TapStream stream(String name, RecordSource source) {
    return TapStream.of(name, SCHEMA, source).keyedBy("id");
  }

  static RecordSource ids(int... ids) {
    return (request, out) -> {
      for (int id : ids) {
        out.record(object("{'id': " + id + ", 'name': 'n" + id + "'}"));
      }
    };
  }

  static TapSettings settings(int parallel) {
    return new TapSettings(parallel, Duration.ofSeconds(10), false, Optional.empty(), 10_000);
  }

  void run(TapSettings settings, State state, TapStream... streams) throws InterruptedException {
    new Sync(settings, Sync.NO_LIMIT, CLOCK, report)
        .run(
            Selections.of(List.of(streams), Optional.empty(), Set.of()).streams(),
            state,
            recording);
  }
}
