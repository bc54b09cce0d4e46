package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.state.State;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The versions of streams that are read in full. */
@Timeout(30)
class FullReadsTest extends SyncRuns {
  @Test
  void versionsFullReads() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);

    run(settings, State.empty(), stream("orders", ids(1)), incremental("other", ids(2)));

    long version = NOW.toEpochMilli();
    assertThat(recording.shape("orders")).isEqualTo("SARATT");
    assertThat(recording.messages("ACTIVATE_VERSION"))
        .containsOnly(
            object("{'type': 'ACTIVATE_VERSION', 'stream': 'orders', 'version': " + version + "}"));
    assertThat(recording.messages("RECORD").get(0).path("version").asLong()).isEqualTo(version);
    assertThat(recording.messages("RECORD").get(1).has("version")).isFalse();
    assertThat(recording.lastState().path("bookmarks").path("orders"))
        .isEqualTo(object("{'version': " + version + "}"));
    assertThat(recording.lastState().has("activate_versions")).isFalse();
  }

  @Test
  void activatesALaterVersionOnlyWhenItIsComplete() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);
    State state = State.of(object("{'bookmarks': {'orders': {'version': 5}}}"));

    run(settings, state, stream("orders", ids(1)));

    assertThat(recording.shape("orders")).isEqualTo("SRAT");
  }

  @Test
  void goesOnWithTheVersionOfAnInterruptedFullRead() throws InterruptedException {
    TapSettings settings =
        new TapSettings(1, Duration.ofSeconds(10), true, Optional.empty(), 10_000);
    RecordSource fails =
        (request, out) -> {
          ids(1).read(request, out);
          throw new IOException("reset");
        };

    assertThatThrownBy(() -> run(settings, State.empty(), stream("orders", fails)))
        .isInstanceOf(SingerException.Source.class);
    State interrupted = State.of(recording.lastState());
    Recording second = new Recording();
    new Sync(settings, Sync.NO_LIMIT, new MovingClock(), report)
        .run(selected(stream("orders", ids(1, 2))), interrupted, second);

    assertThat(recording.shape("orders")).isEqualTo("SART");
    assertThat(interrupted.version("orders")).hasValue(NOW.toEpochMilli());
    assertThat(second.shape("orders")).isEqualTo("SRRAT");
    assertThat(second.messages("RECORD").get(0).path("version").asLong())
        .isEqualTo(NOW.toEpochMilli());
  }
}
