package io.tributary.singer.tap;

import io.tributary.singer.json.RawJson;
import io.tributary.singer.message.MessageHandler;
import io.tributary.singer.message.StateMessage;
import io.tributary.singer.report.RunReport;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the states of a run: often enough, and none twice in a row. For one thread. */
final class StateWriter {
  private final Bookmarks bookmarks;
  private final long intervalMillis;
  private final Clock clock;
  private final RunReport report;
  private final Set<StreamRead> covered = new HashSet<>();
  private @Nullable RawJson last;
  private long writtenAt;

  StateWriter(Bookmarks bookmarks, Duration interval, Clock clock, RunReport report) {
    this.bookmarks = bookmarks;
    this.intervalMillis = interval.toMillis();
    this.clock = clock;
    this.report = report;
    this.writtenAt = clock.millis();
  }

  Bookmarks bookmarks() {
    return bookmarks;
  }

  /** Notes that records of a stream were written: the next state covers them. */
  void covers(StreamRead stream) {
    covered.add(stream);
  }

  /** Writes the state if the last one was looked at long ago. */
  void writeIfDue(MessageHandler handler) throws InterruptedException {
    if (clock.millis() - writtenAt >= intervalMillis) {
      write(handler);
    }
  }

  /** Writes the state, unless it is the one that was written last. */
  void write(MessageHandler handler) throws InterruptedException {
    writtenAt = clock.millis();
    RawJson now = RawJson.of(bookmarks.state().toJson());
    if (now.equals(last)) {
      return;
    }
    handler.onState(new StateMessage(now));
    last = now;
    report.stateEmitted();
    covered.forEach(stream -> stream.report().stateEmitted());
    covered.clear();
  }
}
