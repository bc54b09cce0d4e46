package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How fast the lists are served, printed; a client that waits is to wait for its own limits. */
class SpeedTest {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 6;
  private static final int WANTED = 200;
  private static final long SECOND = 1_000_000_000L;

  private static final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSize(io.tributary.sandbox.world.Size.M));

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void twoHundredPagesOfAHundredObjectsAreServedInASecond() throws Exception {
    long best = 0;
    for (int round = 0; round < ROUNDS && best < WANTED; round++) {
      for (String list : List.of("charges", "customers", "issuing/transactions")) {
        for (int limit : new int[] {10, 100}) {
          long pages = pagesInASecond("/v1/" + list, limit);
          System.out.printf("%s, limit=%d: %d pages a second%n", list, limit, pages);
          best = limit == 100 && list.equals("charges") ? Math.max(best, pages) : best;
        }
      }
    }
    assertThat(best).isGreaterThanOrEqualTo(WANTED);
  }

  /** What a few clients get who each go through the list, page after page. */
  private static long pagesInASecond(String path, int limit) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      long end = System.nanoTime() + SECOND;
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        counts.add(clients.submit(() -> pagesUntil(end, path + "?limit=" + limit)));
      }
      long pages = 0;
      for (Future<Long> count : counts) {
        pages += count.get();
      }
      return pages;
    } finally {
      clients.shutdown();
      assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long pagesUntil(long end, String url) throws Exception {
    Client client = new Client(sandbox.uri());
    long pages = 0;
    String cursor = "";
    while (System.nanoTime() - end < 0) {
      JsonNode page = client.get(url + cursor).json();
      JsonNode data = page.path("data");
      boolean more = page.path("has_more").asBoolean();
      cursor = more ? "&starting_after=" + data.get(data.size() - 1).path("id").asText() : "";
      pages++;
    }
    return pages;
  }
}
