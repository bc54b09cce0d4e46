package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Selection;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.report.StreamReport;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a run, and what is known of it before it is read. Thread-safe where it must be:
 * what changes, the progress of the bookmark, is touched under the lock of the stream's outlet.
 */
final class StreamRead {
  private final int place;
  private final Selection selection;
  private final State state;
  private final RunReport report;
  private final String key;
  private final @Nullable KeyProgress progress;

  /**
   * @param place the stream's place in the order of the run
   * @param state where the last run got to
   */
  StreamRead(int place, Selection selection, State state, RunReport report) {
    this.place = place;
    this.selection = selection;
    this.state = state;
    this.report = report;
    if (selection.replication() instanceof Replication.Incremental incremental) {
      this.key = incremental.key();
      this.progress =
          new KeyProgress(
              selection.name(), key, incremental.order(), state.bookmark(selection.name(), key));
    } else {
      this.key = "";
      this.progress = null;
    }
  }

  int place() {
    return place;
  }

  String name() {
    return selection.name();
  }

  Selection selection() {
    return selection;
  }

  /** The stream's counters, whose time begins when they are first asked for. */
  StreamReport report() {
    return report.stream(name());
  }

  SchemaMessage schema() {
    return new SchemaMessage(
        name(), selection.schema(), selection.keys(), key.isEmpty() ? List.of() : List.of(key));
  }

  /** Tells the source what it will be asked for. */
  void prepare(long limit) {
    selection.stream().source().prepare(request(limit));
  }

  /** Asks the source where the stream stands; empty if that is no news. */
  Optional<JsonNode> begin() throws IOException, InterruptedException {
    return isPositioned() && marksPositions()
        ? selection.stream().source().begin(request(Sync.NO_LIMIT))
        : Optional.empty();
  }

  /** Asks the source for everything since the bookmark. */
  void read(Outlet outlet, long limit) throws IOException, InterruptedException {
    selection.stream().source().read(request(limit), outlet);
  }

  private ReadRequest request(long limit) {
    return new ReadRequest(bookmark(), selection.fields(), limit);
  }

  private Optional<JsonNode> bookmark() {
    if (isPositioned()) {
      return state.position(name());
    }
    return progress == null ? Optional.empty() : state.bookmark(name(), key);
  }

  private boolean isPositioned() {
    return selection.replication() instanceof Replication.Positioned;
  }

  /**
   * Whether a position that the source marks counts: not if the catalog asks for all of a stream
   * that could be read in part.
   *
   * @throws IllegalStateException if the source has no business marking any
   */
  boolean marksPositions() {
    Replication natural = selection.stream().replication();
    boolean may =
        natural instanceof Replication.Positioned
            || (natural instanceof Replication.Incremental incremental
                && incremental.order() == Replication.Order.MARKED);
    if (!may) {
      throw new IllegalStateException(name() + " marks a position, but is not replicated by any");
    }
    return selection.replication().equals(natural);
  }

  /** Whether records say something about the bookmark. */
  boolean looksAtRecords() {
    return progress != null;
  }

  /** Takes note of what a record says about the bookmark. Under the outlet's lock. */
  void seen(ObjectNode record) {
    if (progress != null) {
      progress.seen(record.get(key));
    }
  }

  /** The bookmark that covers all records seen so far, if there is one. Under the outlet's lock. */
  @Nullable JsonNode reached() {
    return progress == null ? null : progress.reached();
  }

  /** The bookmark of the finished stream, if its end moves it. */
  @Nullable JsonNode reachedAtTheEnd(Instant readBegan) {
    return progress == null ? null : progress.reachedAtTheEnd(readBegan);
  }

  /** A state that says that this stream got to {@code bookmark}. */
  State moved(State from, JsonNode bookmark) {
    return isPositioned()
        ? from.withPosition(name(), bookmark)
        : from.withBookmark(name(), key, bookmark);
  }

  boolean isReadInFull() {
    return selection.replication() instanceof Replication.FullTable;
  }

  /** The version of a full read that an earlier run began, and that this one goes on with. */
  OptionalLong begunVersion() {
    return state.version(name());
  }

  /** Whether no run has ever read the stream. */
  boolean isFirst() {
    return !state.knows(name()) && begunVersion().isEmpty();
  }
}
