package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.state.State;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a run: where the last one got to, and what this one has written since. For one
 * thread.
 *
 * <p>A bookmark moves when what it covers is written, so a state is right whenever it is asked for.
 */
final class Bookmarks {
  private final Map<StreamRead, JsonNode> moved = new HashMap<>();
  private final TreeMap<Integer, String> syncing = new TreeMap<>();
  private State state;

  /**
   * @param state where the last run got to: what it says of streams that are not read is kept
   */
  Bookmarks(State state) {
    this.state = state.withNothingSyncing();
  }

  void begun(StreamRead stream) {
    syncing.put(stream.place(), stream.name());
  }

  /** Everything up to {@code bookmark} is written. */
  void moved(StreamRead stream, JsonNode bookmark) {
    moved.put(stream, bookmark);
  }

  /** A full read is under way, with a version that a later run must go on with. */
  void versionBegun(StreamRead stream, long version) {
    state = state.withVersion(stream.name(), version);
  }

  void versionDone(StreamRead stream, long version) {
    state = state.withVersionDone(stream.name(), version);
  }

  /** The stream is over; a next run need not begin with it. */
  void ended(StreamRead stream) {
    syncing.remove(stream.place());
  }

  /** The state as it is now: of several streams at once, the first in order is the current one. */
  State state() {
    moved.forEach((stream, bookmark) -> state = stream.moved(state, bookmark));
    moved.clear();
    return syncing.isEmpty() ? state : state.withCurrentlySyncing(syncing.firstEntry().getValue());
  }
}
