package io.tributary.tap.googleads.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads read an answer, and nobody can tell by what comes of it. */
@Timeout(30)
class RowsBodyTest {
  private static final int ROWS = 20_000;
  private static final int HELPERS = 3;

  private final Semaphore helpers = new Semaphore(HELPERS);

  private static InputStream answer(String end) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < ROWS; i++) {
      text.append(i % 1_000 == 0 ? (i == 0 ? "{\"results\":[" : "]},{\"results\":[") : ",");
      text.append("{\"number\":").append(i).append(",\"text\":\"}{\\\"\"}");
    }
    byte[] bytes = text.append(end).toString().getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(bytes);
  }

  private static int number(RawJson row) {
    return row.tree().path("number").asInt();
  }

  @Test
  void rowsAreHandedOnInTheirOrder() throws IOException {
    Set<Thread> makers = Collections.synchronizedSet(new HashSet<>());
    List<Integer> handedOn = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    Reading reading =
        new Reading(
            () -> {
              Random random = new Random();
              return row -> {
                makers.add(Thread.currentThread());
                if (random.nextInt(500) == 0) {
                  LockSupport.parkNanos(random.nextInt(500_000));
                }
                return row;
              };
            },
            row -> {
              assertThat(inside.incrementAndGet()).as("threads at once").isEqualTo(1);
              handedOn.add(number(row));
              inside.decrementAndGet();
            });

    assertThat(
            RowsBody.read(answer("],\"requestId\":\"r\"}]"), reading, helpers)
                .path("requestId")
                .asText())
        .isEqualTo("r");

    assertThat(handedOn).hasSize(ROWS).isSorted();
    assertThat(makers).hasSize(1 + HELPERS);
    assertThat(helpers.availablePermits()).isEqualTo(HELPERS);
  }

  @Test
  void aSmallAnswerNeedsNoHelp() throws IOException {
    Set<Thread> makers = new HashSet<>();
    InputStream small =
        new ByteArrayInputStream("{\"results\":[{}]}".getBytes(StandardCharsets.UTF_8));

    assertThat(RowsBody.read(small, Reading.of(row -> makers.add(Thread.currentThread())), helpers))
        .isEmpty();

    assertThat(makers).containsExactly(Thread.currentThread());
  }

  @Test
  void theFirstFailureEndsItForAllAndIsThrown() {
    for (int failing : new int[] {0, 7, ROWS / 2, ROWS - 1}) {
      List<Integer> handedOn = Collections.synchronizedList(new ArrayList<>());
      Reading reading =
          new Reading(
              () ->
                  row -> {
                    if (number(row) == failing) {
                      throw new MalformedJson("row " + failing);
                    }
                    return row;
                  },
              row -> handedOn.add(number(row)));

      assertThatThrownBy(() -> RowsBody.read(answer("]}]"), reading, helpers))
          .isInstanceOf(IOException.class)
          .hasMessage("row " + failing);
      int after = handedOn.size();
      assertThat(after).isLessThanOrEqualTo(failing);
      assertThat(handedOn).isSorted();
      assertThat(helpers.availablePermits()).isEqualTo(HELPERS);
    }
  }

  @Test
  void whoWantsNoMoreRowsGetsNone() {
    List<Integer> handedOn = new ArrayList<>();

    assertThatThrownBy(
            () ->
                RowsBody.read(
                    answer("]}]"),
                    Reading.of(
                        row -> {
                          if (handedOn.size() == 3_000) {
                            throw new InterruptedException("enough");
                          }
                          handedOn.add(number(row));
                        }),
                    helpers))
        .isInstanceOf(IOException.class)
        .hasMessage("no more rows are wanted");
    assertThat(handedOn).hasSize(3_000).isSorted();
  }

  @Test
  void anAnswerThatBreaksOffIsBrokenAfterItsRows() {
    List<Integer> handedOn = new ArrayList<>();

    assertThatThrownBy(
            () ->
                RowsBody.read(
                    answer(",{\"number\":"), Reading.of(row -> handedOn.add(number(row))), helpers))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not whole JSON at byte ");
    assertThat(handedOn).isSorted().hasSizeLessThanOrEqualTo(ROWS);
  }
}
