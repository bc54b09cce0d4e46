package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events: what they tell agrees with what the lists show. */
class EventsTest {
  private static final String OLD = "2022-11-15";
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final Client client = new Client(sandbox.uri());

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 7, 99})
  void theLastEventOfAnObjectShowsItAsItIs(long seed) throws Exception {
    try (Sandbox other = Sandbox.start(SandboxOptions.defaults().withSeed(seed))) {
      Client asker = new Client(other.uri());
      Map<String, JsonNode> last = new HashMap<>();
      for (JsonNode event : asker.all("/v1/events")) {
        last.putIfAbsent(event.at("/data/object/id").asText(), event);
      }

      Map<String, String> paths = paths(asker);

      assertThat(last).hasSizeGreaterThan(100);
      for (JsonNode event : last.values()) {
        JsonNode object = event.at("/data/object");
        String version = event.path("api_version").asText();
        String path = paths.getOrDefault(object.path("id").asText(), "");
        JsonNode current = asker.get(path, "Stripe-Version", version).json();
        if (event.path("type").asText().equals("customer.deleted")) {
          assertThat(current.path("deleted").asBoolean()).isTrue();
        } else {
          assertThat(object).as(event.path("type").asText()).isEqualTo(current);
        }
      }
    }
  }

  /** Where each object is that an event tells of, as the second API's events say. */
  private static Map<String, String> paths(Client asker) throws Exception {
    Map<String, String> paths = new HashMap<>();
    String next = "/v2/core/events?limit=100";
    while (next != null) {
      JsonNode page = asker.get(next).json();
      for (JsonNode event : page.path("data")) {
        JsonNode related = event.path("related_object");
        paths.put(related.path("id").asText(), related.path("url").asText());
      }
      next = page.path("next_page_url").textValue();
    }
    return paths;
  }

  @Test
  void eventsGoBackThirtyDays() throws Exception {
    List<JsonNode> events = client.all("/v1/events");
    Instant oldest = Instant.ofEpochSecond(events.get(events.size() - 1).path("created").asLong());

    assertThat(oldest).isBetween(sandbox.now().minus(Duration.ofDays(30)), sandbox.now());
    assertThat(oldest).isBefore(sandbox.now().minus(Duration.ofDays(29)));
  }

  @Test
  void eventsAreFilteredByTypes() throws Exception {
    List<JsonNode> all = client.all("/v1/events");
    List<JsonNode> charges = client.all("/v1/events?type=charge.*");
    List<JsonNode> two = client.all("/v1/events?types[]=refund.created&types[]=invoice.paid");

    assertThat(charges).hasSameSizeAs(ofTypes(all, "charge\\..*")).isNotEmpty();
    assertThat(two).hasSameSizeAs(ofTypes(all, "refund\\.created|invoice\\.paid")).isNotEmpty();
  }

  private static List<JsonNode> ofTypes(List<JsonNode> events, String pattern) {
    return events.stream().filter(each -> each.path("type").asText().matches(pattern)).toList();
  }

  @Test
  void threeOfTenDaysAreToldInTheOldShape() throws Exception {
    List<JsonNode> invoices = client.all("/v1/events?type=invoice.*");

    assertThat(invoices).extracting(each -> each.path("api_version").asText()).contains(OLD);
    for (JsonNode event : invoices) {
      boolean old = event.path("api_version").asText().equals(OLD);
      assertThat(event.at("/data/object").has("subscription")).isEqualTo(old);
      assertThat(event.at("/data/object").has("parent")).isEqualTo(!old);
    }
  }

  @Test
  void changesSayWhatWasBefore() throws Exception {
    List<JsonNode> paid = client.all("/v1/events?type=payout.paid");

    assertThat(paid).isNotEmpty();
    for (JsonNode event : paid) {
      assertThat(event.at("/data/previous_attributes/status").asText()).isEqualTo("in_transit");
      assertThat(event.at("/data/object/status").asText()).isEqualTo("paid");
    }
  }

  @Test
  void severalHappenInOneSecond() throws Exception {
    List<Long> seconds =
        client.all("/v1/events").stream().map(each -> each.path("created").asLong()).toList();

    assertThat(seconds.stream().distinct().count()).isLessThan(seconds.size());
  }

  @Test
  void youngEventsAreHiddenForTheirLag() throws Exception {
    Duration lag = Duration.ofDays(2);
    try (Sandbox late = Sandbox.start(SandboxOptions.defaults().withEventLag(lag))) {
      Client asker = new Client(late.uri());
      List<JsonNode> seen = asker.all("/v1/events");
      long youngest = seen.get(0).path("created").asLong();

      assertThat(youngest).isLessThanOrEqualTo(late.now().minus(lag).getEpochSecond());
      assertThat(seen.size()).isLessThan(client.all("/v1/events").size());
      assertThat(asker.all("/v1/charges")).hasSameSizeAs(client.all("/v1/charges"));
    }
  }
}
