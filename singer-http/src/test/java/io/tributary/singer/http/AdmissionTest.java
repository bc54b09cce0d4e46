package io.tributary.singer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.http.Admission.Ticket;
import io.tributary.singer.http.RateLimit.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AdmissionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String[] ENDPOINTS = {"charges", "invoices", "lines"};

  private static Ticket waiting(Admission admission, String endpoint, long now) {
    return admission.join(endpoint, Turn.IN_ORDER, now, () -> {});
  }

  /** What a simulated crowd of requests saw. */
  private static final class Crowd {
    private final Admission admission;
    private final Random random;
    private final List<Long> sent = new ArrayList<>();
    private final Map<String, List<Long>> sentTo = new HashMap<>();
    private final Map<Ticket, String> waiting = new HashMap<>();
    private final Map<Ticket, Long> since = new HashMap<>();
    private final Deque<Ticket> running = new ArrayDeque<>();
    private long now = -5 * SECOND; // a clock may begin anywhere, and pass zero
    private long longestWait;
    private int mostAtOnce;

    Crowd(RateLimit.Rates rates, long seed) {
      this.admission = new Admission(rates, now);
      this.random = new Random(seed);
    }

    void join() {
      String endpoint = ENDPOINTS[random.nextInt(ENDPOINTS.length)];
      Ticket ticket = waiting(admission, endpoint, now);
      waiting.put(ticket, endpoint);
      since.put(ticket, now);
    }

    void grant() {
      admission.grant(now);
      for (Ticket ticket : List.copyOf(waiting.keySet())) {
        if (ticket.granted()) {
          sent.add(now);
          sentTo.computeIfAbsent(waiting.remove(ticket), e -> new ArrayList<>()).add(now);
          longestWait = Math.max(longestWait, now - since.getOrDefault(ticket, now));
          running.add(ticket);
        }
      }
      mostAtOnce = Math.max(mostAtOnce, running.size());
    }

    void finishOne() {
      if (!running.isEmpty()) {
        admission.leave(running.remove());
      }
    }

    void strainOne() {
      if (!running.isEmpty()) {
        Strain[] kinds = Strain.values();
        admission.strained(running.peek(), kinds[random.nextInt(kinds.length)], now);
      }
    }

    void pass(long nanos) {
      now += nanos;
    }
  }

  private static void assertNeverAbove(double perSecond, List<Long> moments) {
    for (int i = 0; i < moments.size(); i++) {
      for (int j = i; j < moments.size(); j++) {
        double seconds = (double) (moments.get(j) - moments.get(i)) / SECOND;
        assertThat(j - i + 1)
            .as("requests in %s s", seconds)
            .isLessThanOrEqualTo((int) Math.floor(perSecond * seconds + Bucket.BURST + 1e-6));
      }
    }
  }

  @Property(tries = 200)
  void isNeverAboveItsRatesAndStarvesNobody(
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @IntRange(min = 1, max = 50) int perEndpoint,
      @ForAll @IntRange(min = 1, max = 12) int concurrent,
      @ForAll long seed) {
    Crowd crowd = new Crowd(new RateLimit.Rates(perSecond, perEndpoint, concurrent), seed);
    Random random = new Random(seed);
    int joined = 0;

    while (crowd.sent.size() < 150) {
      if (joined < 150 && crowd.waiting.size() < 20) {
        crowd.join();
        joined++;
      }
      crowd.grant();
      if (random.nextInt(3) > 0 || crowd.running.size() >= concurrent) {
        crowd.finishOne();
      }
      crowd.pass(random.nextLong(SECOND / perSecond));
    }

    assertNeverAbove(perSecond, crowd.sent);
    crowd.sentTo.values().forEach(moments -> assertNeverAbove(perEndpoint, moments));
    assertThat(crowd.mostAtOnce).isLessThanOrEqualTo(concurrent);
    double slowest = 1.0 / Math.min(perSecond, perEndpoint);
    assertThat(crowd.longestWait).isLessThanOrEqualTo((long) (60 * slowest * SECOND) + SECOND);
  }

  @Property(tries = 100)
  void servesEverybodyUnderAnyStrain(@ForAll long seed) {
    Crowd crowd = new Crowd(new RateLimit.Rates(20, 10, 4), seed);
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      crowd.join();
    }

    long end = crowd.now + 600 * SECOND;
    while (!crowd.waiting.isEmpty() && crowd.now < end) {
      crowd.grant();
      if (random.nextInt(4) == 0) {
        crowd.strainOne();
      }
      crowd.finishOne();
      crowd.pass(SECOND / 50);
    }

    assertThat(crowd.waiting).isEmpty();
    assertNeverAbove(20, crowd.sent);
  }

  @Example
  void aBusyEndpointDoesNotHoldUpTheOthers() {
    Admission admission = new Admission(new RateLimit.Rates(100, 1, 50), 0);
    for (int i = 0; i < 10; i++) {
      Ticket busy = waiting(admission, "charges", 0);
      admission.grant(0);
      assertThat(busy.granted()).isEqualTo(i == 0);
    }
    Ticket other = waiting(admission, "invoices", 0);

    admission.grant(SECOND / 20);

    assertThat(other.granted()).isTrue();
  }

  @Example
  void whatGoesFirstPassesThoseThatWaitInOrder() {
    Admission admission = new Admission(new RateLimit.Rates(10, 10, 50), 0);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      admission.join("invoices", Turn.IN_ORDER, 0, () -> order.add(number));
      admission.join("lines", Turn.FIRST, 0, () -> order.add(10 + number));
    }

    for (long now = 0; now <= SECOND; now += SECOND / 100) {
      admission.grant(now);
    }

    assertThat(order).containsExactly(10, 11, 12, 13, 0, 1, 2, 3);
  }

  @Example
  void halvesOnceForAllThatWasUnderWayAndCreepsBack() {
    Admission admission = new Admission(new RateLimit.Rates(1000, 1000, 8), 0);
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tickets.add(waiting(admission, "charges", 0));
    }
    for (long now = 0; now < 20_000_000; now += 1_000_000) {
      admission.grant(now);
    }
    assertThat(tickets.stream().filter(Ticket::granted)).hasSize(8);

    long later = SECOND;
    tickets.subList(0, 8).forEach(t -> admission.strained(t, Strain.GLOBAL_CONCURRENCY, later));
    tickets.subList(0, 4).forEach(admission::leave);
    assertThat(admission.grant(later)).isPositive();
    assertThat(tickets.stream().filter(Ticket::granted)).hasSize(8);
    admission.leave(tickets.get(4));
    admission.grant(later);
    assertThat(tickets.stream().filter(Ticket::granted)).hasSize(9);

    for (long now = 62 * SECOND; now < 62 * SECOND + 20_000_000; now += 1_000_000) {
      admission.grant(now);
    }

    assertThat(tickets.stream().filter(Ticket::granted)).hasSize(12);
  }

  @Example
  void halvesTheRateThatTheServerNames() {
    Admission admission = new Admission(new RateLimit.Rates(10, 1000, 1000), 0);
    Ticket first = waiting(admission, "charges", 0);
    admission.grant(0);
    admission.strained(first, Strain.GLOBAL_RATE, 0);
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tickets.add(waiting(admission, "charges", 0));
    }

    for (long now = 0; now <= 2 * SECOND; now += SECOND / 100) {
      admission.grant(now);
    }

    assertThat(tickets.stream().filter(Ticket::granted).count()).isBetween(9L, 13L);
  }
}
