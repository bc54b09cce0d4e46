package io.tributary.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.sandbox.option.Fault;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void everySoManyThRequestFailsInItsWay() {
    Faults faults = new Faults(42, 0, Map.of(Fault.UNAVAILABLE, 3, Fault.CONNECTION_RESET, 5));

    assertThat(faults.of(1)).isEmpty();
    assertThat(faults.of(3)).hasValue(Fault.UNAVAILABLE);
    assertThat(faults.of(5)).hasValue(Fault.CONNECTION_RESET);
    assertThat(faults.of(15)).hasValue(Fault.UNAVAILABLE);
    assertThat(faults.of(16)).isEmpty();
  }

  @Test
  void aShareFailsAndEachWayIsAsLikely() {
    Faults faults = new Faults(42, 0.2, Map.of());

    for (Fault fault : Fault.values()) {
      long times =
          LongStream.rangeClosed(1, 20_000)
              .filter(request -> faults.of(request).filter(fault::equals).isPresent())
              .count();
      assertThat(times).isBetween(650L, 950L);
    }
  }
}
