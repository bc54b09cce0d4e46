package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.ActivateVersionMessage;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.RecordMessage;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns deliveries into messages, in their order, and writes states between them. One thread. */
final class SyncWriter {
  private static final Logger LOG = LoggerFactory.getLogger(SyncWriter.class);

  private final MessageHandler handler;
  private final Optional<StateWriter> states;
  private final boolean activatesVersions;
  private final Clock clock;
  private final Map<StreamRead, Long> versions = new HashMap<>();
  private final Failures failures = new Failures();
  private int finished;
  private @Nullable Throwable bug;

  /**
   * @param states empty for a run that tries the streams only, after which nobody can go on
   * @param activatesVersions whether full reads say which rows are gone
   */
  SyncWriter(
      MessageHandler handler,
      Optional<StateWriter> states,
      boolean activatesVersions,
      Clock clock) {
    this.handler = handler;
    this.states = states;
    this.activatesVersions = activatesVersions && states.isPresent();
    this.clock = clock;
  }

  void begun(StreamRead stream) throws InterruptedException {
    states.ifPresent(writer -> writer.bookmarks().begun(stream));
    handler.onSchema(stream.schema());
    if (activatesVersions && stream.isReadInFull()) {
      long version = stream.begunVersion().orElseGet(clock::millis);
      versions.put(stream, version);
      states.ifPresent(writer -> writer.bookmarks().versionBegun(stream, version));
      if (stream.isFirst()) {
        handler.onActivateVersion(new ActivateVersionMessage(stream.name(), version));
      }
    }
  }

  void records(StreamRead stream, Chunk chunk) throws InterruptedException {
    Long version = versions.get(stream);
    String name = stream.name();
    for (int i = 0; i < chunk.count(); i++) {
      handler.onRecord(new RecordMessage(name, chunk.record(i), version, chunk.extracted(i)));
    }
    stream.report().received(chunk.count(), chunk.bytes());
    JsonNode bookmark = chunk.bookmark();
    states.ifPresent(writer -> writer.covers(stream));
    if (bookmark != null) {
      marked(stream, bookmark);
    }
    writeStateIfDue();
  }

  void marked(StreamRead stream, JsonNode position) {
    states.ifPresent(writer -> writer.bookmarks().moved(stream, position));
  }

  void finished(StreamRead stream, @Nullable JsonNode bookmark) throws InterruptedException {
    finished++;
    Long version = versions.get(stream);
    if (version != null) {
      handler.onActivateVersion(new ActivateVersionMessage(stream.name(), version));
      states.ifPresent(writer -> writer.bookmarks().versionDone(stream, version));
    }
    if (bookmark != null) {
      marked(stream, bookmark);
    }
    stream.report().finished();
    LOG.info("stream read stream={}", stream.name());
    ended(stream);
  }

  void skipped(StreamRead stream, String why) throws InterruptedException {
    finished++;
    stream.report().skipped(why);
    LOG.warn("stream skipped stream={} reason={}", stream.name(), why);
    ended(stream);
  }

  void failed(StreamRead stream, SingerException why) throws InterruptedException {
    failures.add(stream.name(), why);
    stream.report().failed(String.valueOf(why.getMessage()));
    LOG.warn("stream failed stream={} reason={}", stream.name(), why.getMessage());
    ended(stream);
  }

  /** The stream stays the current one, since the next run begins with it. */
  void stopped(StreamRead stream) {
    stream.report().failed("stopped before its end");
  }

  void broken(StreamRead stream, Throwable why) {
    stream.report().failed("a bug: " + why);
    if (bug == null) {
      bug = why;
    } else if (bug != why) {
      bug.addSuppressed(why);
    }
  }

  private void ended(StreamRead stream) throws InterruptedException {
    states.ifPresent(writer -> writer.bookmarks().ended(stream));
    writeState();
  }

  void writeStateIfDue() throws InterruptedException {
    if (states.isPresent()) {
      states.get().writeIfDue(handler);
    }
  }

  void writeState() throws InterruptedException {
    if (states.isPresent()) {
      states.get().write(handler);
    }
  }

  /** Says that nothing is at hand for the moment. */
  void pause() throws InterruptedException {
    handler.onPause();
  }

  @Nullable Throwable bug() {
    return bug;
  }

  /** What the run fails with, if it does. */
  Optional<SingerException> verdict() {
    return failures.verdict(finished);
  }
}
