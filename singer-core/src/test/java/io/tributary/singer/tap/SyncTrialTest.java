package io.tributary.singer.tap;

import static io.tributary.singer.tap.Recording.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.state.State;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that only tries its streams. */
@Timeout(30)
class SyncTrialTest extends SyncRuns {
  @Test
  void readsOneRecordOfEachStreamWhenItTries() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    RecordSource endless =
        (request, out) -> {
          assertThat(request.limit()).isEqualTo(1);
          for (int i = 0; ; i++) {
            asked.incrementAndGet();
            out.record(object("{'id': " + i + "}"));
          }
        };

    new Sync(settings(2), 1, CLOCK, report)
        .run(selected(stream("a", endless), stream("b", ids())), State.empty(), recording);

    assertThat(asked).hasValue(1);
    assertThat(recording.shape("a")).isEqualTo("SR");
    assertThat(recording.shape("b")).isEqualTo("S");
  }

  @Test
  void forgivesASourceThatFailsOnceItHasGivenEnough() throws InterruptedException {
    RecordSource wraps =
        (request, out) -> {
          try {
            ids(1, 2).read(request, out);
          } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
          }
        };

    new Sync(settings(1), 1, CLOCK, report)
        .run(selected(stream("a", wraps)), State.empty(), recording);

    assertThat(recording.shape("a")).isEqualTo("SR");
  }

  @Test
  void doesNotInterruptTheNextStreamForOneThatHadEnough() throws InterruptedException {
    RecordSource leavesTheFlag =
        (request, out) -> {
          try {
            ids(1, 2).read(request, out);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };

    new Sync(settings(1), 1, CLOCK, report)
        .run(
            selected(stream("a", leavesTheFlag), stream("b", leavesTheFlag)),
            State.empty(),
            recording);

    assertThat(recording.shape("a")).isEqualTo("SR");
    assertThat(recording.shape("b")).isEqualTo("SR");
  }

  @Test
  void reportsAStreamThatFailsWhenItTries() {
    RecordSource refused =
        (request, out) -> {
          throw new SingerException.Source("/a answered 401");
        };

    assertThatThrownBy(
            () ->
                new Sync(settings(1), 1, CLOCK, report)
                    .run(selected(stream("a", refused)), State.empty(), recording))
        .isInstanceOf(SingerException.Source.class);
  }
}
