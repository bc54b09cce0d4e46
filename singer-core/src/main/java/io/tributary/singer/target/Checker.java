package io.tributary.singer.target;

import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.RowFormat;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.Message;
import io.tributary.singer.message.RecordMessage;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamReport;
import io.tributary.singer.schema.JsonSchema;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Checks records, turns them into rows, and decides when a stream's rows are loaded.
 *
 * <p>For one thread, which sees every message in the order of the input.
 */
final class Checker {
  private final TargetSettings settings;
  private final Spool spool;
  private final Loading loading;
  private final Dispatch dispatch;
  private final Rejects rejects;
  private final Clock clock;
  private final RunReport report;
  private final long worthLoading;

  /** How the rows of all streams are written; null if each has a way of its own. */
  private final @Nullable RowText common;

  private final Optional<WholeRecord> whole;
  private final Map<String, StreamIntake> streams = new LinkedHashMap<>();
  private final Map<JsonSchema, WeakReference<RowPlan>> plans = new WeakHashMap<>();
  private final TextBuffer row = new TextBuffer();
  private @Nullable StreamIntake lastStream;
  private long sequence;

  /** The number of the last record before the last state. */
  private long covered;

  private long now;

  /** Where the checker's work goes. */
  record Ways(Spool spool, Loading loading, Dispatch dispatch, Rejects rejects) {}

  Checker(
      Loader loader,
      RowFormat format,
      TargetSettings settings,
      Ways ways,
      Clock clock,
      RunReport report) {
    this.settings = settings;
    this.spool = ways.spool();
    this.loading = ways.loading();
    this.dispatch = ways.dispatch();
    this.rejects = ways.rejects();
    this.clock = clock;
    this.report = report;
    this.worthLoading = loader.worthLoading();
    this.common =
        switch (format) {
          case SEPARATED -> SeparatedText.plain();
          case QUOTED -> SeparatedText.quoted();
          case JSON -> null;
        };
    this.whole = loader.wholeRecord();
    this.now = clock.millis();
    this.sequence = now * 1_000;
  }

  /** Takes a parcel's messages. */
  void take(Parcel parcel) throws InterruptedException {
    now = clock.millis();
    for (Parcel.Item item : parcel.items()) {
      take(item.message(), item.line());
    }
    for (StreamIntake stream : streams.values()) {
      stream.publish();
    }
  }

  private void take(Message message, long line) throws InterruptedException {
    if (message instanceof RecordMessage record) {
      record(record, line);
    } else if (message instanceof StateMessage state) {
      covered = sequence;
      dispatch.state(covered, state);
      settle();
    } else if (message instanceof SchemaMessage schema) {
      schema(schema, line);
    } else if (message instanceof ActivateVersionMessage activation) {
      activate(activation, line);
    }
  }

  private void record(RecordMessage message, long line) throws InterruptedException {
    StreamIntake stream = known(message.stream());
    RawJson record = message.record();
    sequence++;
    if (stream == null) {
      String reason = "a record of " + message.stream() + " comes before its SCHEMA";
      StreamReport figures = report.stream(message.stream());
      figures.received(1, record.length());
      SingerException failure = new SingerException.Protocol(line, reason);
      rejects.add(
          new Rejects.Reject(reason, message.stream(), line, record.text()), failure, figures);
      return;
    }
    stream.received(record);
    row.truncate(0);
    try {
      stream.encoder().encode(record, stamp(message), text(stream), row);
    } catch (BadRecord e) {
      refuse(stream, record, line, e);
      return;
    }
    if (!stream.hasRows()) {
      stream.begin(spool.begin(), sequence, now);
      dispatch.began(message.stream(), sequence);
    }
    stream.append(row, sequence, covered);
    if (stream.isFull(settings.batch())
        || (stream.isMultipleOf(worthLoading) && loading.isIdle())) {
      load(stream);
    }
  }

  /** How the rows of a stream are written: waits until its loader knows. */
  private RowText text(StreamIntake stream) throws InterruptedException {
    if (common != null) {
      return common;
    }
    RowText known = stream.text();
    if (known == null) {
      known = new JsonText(loading.await(stream.fields()));
      stream.writesAs(known);
    }
    return known;
  }

  private RowStamp stamp(RecordMessage message) {
    Instant extracted = message.timeExtracted();
    long extractedAt =
        extracted == null
            ? RowStamp.NO_TIME
            : extracted.getEpochSecond() * 1_000_000 + extracted.getNano() / 1_000;
    return new RowStamp(sequence, extractedAt, now * 1_000, message.version());
  }

  private void refuse(StreamIntake stream, RawJson record, long line, BadRecord bad) {
    String name = stream.schema().stream();
    Rejects.Reject reject = new Rejects.Reject(bad.reason(), name, line, record.text());
    rejects.add(reject, bad.failure(name, line), report.stream(name));
  }

  private @Nullable StreamIntake known(String name) {
    StreamIntake last = lastStream;
    if (last == null || !last.schema().stream().equals(name)) {
      last = streams.get(name);
      lastStream = last;
    }
    return last;
  }

  private void schema(SchemaMessage schema, long line) throws InterruptedException {
    StreamIntake before = streams.get(schema.stream());
    if (before != null && before.schema().equals(schema)) {
      return;
    }
    if (before != null) {
      load(before);
      before.publish();
    }
    RowEncoder encoder = encoder(schema, line);
    StreamReport figures = report.stream(schema.stream());
    CompletableFuture<List<JsonField>> fields =
        dispatch.prepare(encoder.schema(), encoder.announced(), ++sequence);
    streams.put(schema.stream(), new StreamIntake(encoder, fields, figures));
    lastStream = null;
  }

  private RowEncoder encoder(SchemaMessage schema, long line) {
    StreamReport figures = report.stream(schema.stream());
    try {
      RowPlan plan = plan(schema);
      SchemaMessage shared =
          new SchemaMessage(
              schema.stream(), plan.schema(), schema.keyProperties(), schema.bookmarkProperties());
      return new RowEncoder(shared, plan);
    } catch (SingerException.Data e) {
      SingerException.Data placed = e.atLine(line);
      figures.failed(String.valueOf(placed.getMessage()));
      throw placed;
    }
  }

  /** Streams of one schema share what is compiled of it, for as long as one of them has it. */
  private RowPlan plan(SchemaMessage schema) {
    if (whole.isPresent()) {
      return RowPlan.ofRecords(whole.get(), schema, settings); // keys are part of it
    }
    WeakReference<RowPlan> shared = plans.get(schema.schema());
    RowPlan plan = shared == null ? null : shared.get();
    if (plan == null) {
      plan = RowPlan.of(schema, settings);
      plans.put(plan.schema(), new WeakReference<>(plan));
    }
    return plan;
  }

  private void activate(ActivateVersionMessage activation, long line) throws InterruptedException {
    StreamIntake stream = streams.get(activation.stream());
    if (stream == null) {
      throw new SingerException.Protocol(
          line, "ACTIVATE_VERSION of " + activation.stream() + " comes before its SCHEMA");
    }
    if (settings.processActivateVersionMessages()) {
      load(stream);
      dispatch.activate(activation.stream(), activation.version(), ++sequence);
    }
  }

  /** Loads the streams whose rows have waited for as long as they may. */
  void loadThoseThatWaited() throws InterruptedException {
    now = clock.millis();
    long limit = settings.batch().batchWaitLimitSeconds().toMillis();
    for (StreamIntake stream : streams.values()) {
      if (stream.hasRows() && now - stream.beganAt() >= limit) {
        load(stream);
      }
    }
    settle();
  }

  /** Loads all streams where they are wanted together, and the last state covers them. */
  private void settle() throws InterruptedException {
    if (dispatch.isDue() && covered == sequence) {
      loadAll();
      dispatch.settle();
    }
  }

  /** Hands over all that is left. */
  void loadAll() throws InterruptedException {
    for (StreamIntake stream : streams.values()) {
      stream.publish();
      load(stream);
    }
  }

  /** Says that no more will come. */
  void finished() {
    streams.values().forEach(StreamIntake::finished);
  }

  private void load(StreamIntake stream) throws InterruptedException {
    if (!stream.hasRows()) {
      return;
    }
    Filled filled = stream.end();
    spool.end(filled.rows());
    dispatch.load(filled);
  }
}
