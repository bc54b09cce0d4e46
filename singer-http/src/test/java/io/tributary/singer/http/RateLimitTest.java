package io.tributary.singer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("try")
class RateLimitTest {
  @Test
  void keepsManyThreadsUnderOneRateAndConcurrency() throws Exception {
    RateLimit limit = new RateLimit(new RateLimit.Rates(200, 200, 3), Ticker.SYSTEM);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Long> sent = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> all = new ArrayList<>();

    for (int i = 0; i < 8; i++) {
      all.add(
          threads.submit(
              () -> {
                for (int n = 0; n < 10; n++) {
                  try (RateLimit.Permit permit = limit.acquire("charges")) {
                    sent.add(System.nanoTime());
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.sleep(1);
                    running.decrementAndGet();
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();

    assertThat(most).hasValueLessThanOrEqualTo(3);
    assertThat(sent).hasSize(80);
    long nanos = Collections.max(sent) - Collections.min(sent);
    assertThat(TimeUnit.NANOSECONDS.toMillis(nanos)).isGreaterThanOrEqualTo(385);
  }

  @Test
  void anInterruptedWaiterLeavesNoTrace() throws Exception {
    RateLimit limit = new RateLimit(new RateLimit.Rates(1000, 1000, 1), Ticker.SYSTEM);
    AtomicInteger interrupted = new AtomicInteger();
    try (RateLimit.Permit held = limit.acquire("charges")) {
      Thread waiter =
          new Thread(
              () -> {
                try (RateLimit.Permit never = limit.acquire("charges")) {
                  interrupted.set(-1);
                } catch (InterruptedException e) {
                  interrupted.incrementAndGet();
                }
              });
      waiter.start();
      waiter.interrupt();
      waiter.join();
    }

    try (RateLimit.Permit next = limit.acquire("charges")) {
      assertThat(interrupted).hasValue(1);
    }
  }

  @Test
  void noLimitLetsEverythingThrough() throws Exception {
    RateLimit limit = RateLimit.none();
    List<RateLimit.Permit> permits = new ArrayList<>();

    for (int i = 0; i < 10_000; i++) {
      RateLimit.Permit permit = limit.acquire("charges");
      permit.strained(Strain.GLOBAL_RATE);
      permits.add(permit);
    }

    assertThat(permits).hasSize(10_000);
  }

  @Test
  void refusesRatesOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit.Rates(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit.Rates(1, Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit.Rates(1, 1, 0));
  }
}
