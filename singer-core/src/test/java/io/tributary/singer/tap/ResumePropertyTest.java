package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.Selections;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.connector.Windows;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.report.RunReport;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever stops a run, and however often: going on from the last state that got out skips nothing.
 */
class ResumePropertyTest {
  private static final JsonSchema SCHEMA =
      JsonSchema.object()
          .property("id", LogicalType.INTEGER)
          .property("at", LogicalType.INTEGER)
          .property("pad", LogicalType.STRING);

  /** How a simulated stream is read. */
  enum Kind {
    FULL,
    SORTED,
    UNSORTED,
    MARKED,
    POSITIONED
  }

  /** What ends a run before its time. */
  enum Accident {
    KILL,
    STOP,
    FAILURE,
    NONE
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void neverSkipsARecord(
      @ForAll @Size(min = 1, max = 4) List<Kind> kinds,
      @ForAll @Size(max = 4) List<Accident> accidents,
      @ForAll @IntRange(min = 1, max = 3) int parallel,
      @ForAll long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    List<Simulated> streams = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      streams.add(new Simulated("s" + i, kinds.get(i), random.nextLong()));
    }
    State state = State.empty();
    for (Accident accident : accidents) {
      streams.forEach(stream -> stream.grow(random.nextInt(12)));
      state = run(streams, state, accident, parallel, random);
    }
    streams.forEach(stream -> stream.grow(random.nextInt(12)));
    run(streams, state, Accident.NONE, parallel, random);

    for (Simulated stream : streams) {
      assertThat(stream.safe).as(stream.name + " " + stream.kind).containsAll(stream.expected());
    }
  }

  /** One run; answers the last state that got out, which is what the next begins with. */
  private static State run(
      List<Simulated> streams, State from, Accident accident, int parallel, Random random)
      throws InterruptedException {
    TapSettings settings =
        new TapSettings(parallel, Duration.ofMillis(1), false, Optional.empty(), 10);
    Clock clock = Clock.systemUTC();
    Sync sync = new Sync(settings, Sync.NO_LIMIT, clock, new RunReport(clock));
    int fatal = 1 + random.nextInt(30);
    streams.forEach(
        stream ->
            stream.failsAfter =
                accident == Accident.FAILURE ? random.nextInt(10) : Integer.MAX_VALUE);
    int[] messages = {0};
    Recording recording =
        new Recording(
            soFar -> {
              messages[0]++;
              if (messages[0] == fatal && accident == Accident.STOP) {
                sync.stop();
              }
              if (messages[0] == fatal && accident == Accident.KILL) {
                throw new SingerException.ReaderGone(new IOException("killed"));
              }
            });
    List<TapStream> all = streams.stream().map(Simulated::stream).toList();
    try {
      sync.run(Selections.of(all, Optional.empty(), Set.of()).streams(), from, recording);
    } catch (SingerException | InterruptedException e) {
      assertThat(accident).isNotEqualTo(Accident.NONE);
      return commit(streams, from, recording, false);
    }
    return commit(streams, from, recording, true);
  }

  /**
   * A target has what precedes the last state, and perhaps no more; unless the input ended, which
   * it loads to the end.
   */
  private static State commit(
      List<Simulated> streams, State from, Recording recording, boolean isWhole) {
    State state = from;
    Set<String> pending = new HashSet<>();
    for (JsonNode line : recording.messages()) {
      if (line.path("type").asText().equals("RECORD")) {
        pending.add(line.path("stream").asText() + line.path("record").path("id").asText());
      } else if (line.path("type").asText().equals("STATE")) {
        state = State.read(line.path("value"));
        streams.forEach(stream -> stream.commit(pending));
        pending.clear();
      }
    }
    if (isWhole) {
      streams.forEach(stream -> stream.commit(pending));
    }
    return state;
  }

  /** A system that holds records whose times grow, and that is read in one of the ways. */
  private static final class Simulated {
    private final String name;
    private final Kind kind;
    private final Random random;
    private final List<Integer> times = new ArrayList<>();
    private final Set<Integer> safe = new HashSet<>();
    private int failsAfter;

    Simulated(String name, Kind kind, long seed) {
      this.name = name;
      this.kind = kind;
      this.random = new Random(seed);
    }

    /** Adds records, some of which share a moment. */
    void grow(int records) {
      for (int i = 0; i < records; i++) {
        int last = times.isEmpty() ? 0 : times.get(times.size() - 1);
        times.add(last + random.nextInt(2));
      }
    }

    Set<Integer> expected() {
      return new HashSet<>(ids());
    }

    private List<Integer> ids() {
      return IntStream.range(0, times.size()).boxed().toList();
    }

    void commit(Set<String> pending) {
      ids().stream().filter(id -> pending.contains(name + id)).forEach(safe::add);
    }

    TapStream stream() {
      TapStream stream = TapStream.of(name, SCHEMA, this::read).keyedBy("id");
      return switch (kind) {
        case FULL -> stream;
        case SORTED -> stream.replicated(new Replication.Incremental("at", Order.SORTED));
        case UNSORTED -> stream.replicated(new Replication.Incremental("at", Order.UNSORTED));
        case MARKED -> stream.replicated(new Replication.Incremental("at", Order.MARKED));
        case POSITIONED -> stream.replicated(new Replication.Positioned());
      };
    }

    private void read(ReadRequest request, RecordOutput out)
        throws IOException, InterruptedException {
      int from = request.bookmark().map(JsonNode::asInt).orElse(0);
      if (kind == Kind.MARKED) {
        readWindows(from, out);
        return;
      }
      List<Integer> wanted = new ArrayList<>(ids());
      if (kind == Kind.POSITIONED) {
        wanted.removeIf(id -> id < from);
      } else if (kind != Kind.FULL) {
        wanted.removeIf(id -> times.get(id) < from);
      }
      if (kind == Kind.UNSORTED) {
        Collections.shuffle(wanted, random);
      }
      int count = 0;
      for (int id : wanted) {
        failAfter(count);
        count++;
        out.record(record(id));
        if (kind == Kind.POSITIONED && id % 3 == 0) {
          out.position(LongNode.valueOf(id + 1L));
        }
      }
    }

    private void readWindows(int from, RecordOutput out) throws IOException, InterruptedException {
      int last = times.isEmpty() ? 0 : times.get(times.size() - 1);
      Windows.read(
          IntStream.rangeClosed(from, Math.max(from, last)).boxed().toList(),
          3,
          at -> {
            failAfter(at - from);
            for (int id : ids()) {
              if (times.get(id).equals(at)) {
                out.record(record(id));
              }
            }
          },
          at -> out.position(LongNode.valueOf(at)));
    }

    private void failAfter(int count) {
      if (count >= failsAfter) {
        throw new SingerException.Source("/" + name + " answered 500");
      }
    }

    /** Large ones fill a piece of their own, so that states fall between any two records. */
    private ObjectNode record(int id) {
      ObjectNode record = object("{'id': " + id + ", 'at': " + times.get(id) + "}");
      return id % 4 == 0 ? record : record.put("pad", "x".repeat(66_000));
    }
  }
}
