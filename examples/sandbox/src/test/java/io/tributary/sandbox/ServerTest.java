package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.Fault;
import io.tributary.sandbox.option.SandboxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the server treats those who ask: keys, limits, faults, clocks, and the passing of time. */
class ServerTest {
  private static final SandboxOptions OPTIONS = SandboxOptions.defaults();

  @Test
  void asksForAKeyAndKnowsIt() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withKey("sk_test_mine"))) {
      Client client = new Client(sandbox.uri());
      URI account = sandbox.uri().resolve("/v1/account");
      String basic =
          Base64.getEncoder().encodeToString("sk_test_mine:".getBytes(StandardCharsets.UTF_8));

      Client.Reply none = client.send(HttpRequest.newBuilder(account).build());
      Client.Reply wrong = client.get("/v1/account", "Authorization", "Bearer sk_test_wrong");

      assertThat(none.status()).isEqualTo(401);
      assertThat(none.error().path("message").asText())
          .startsWith("You did not provide an API key");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.error().path("message").asText())
          .isEqualTo("Invalid API Key provided: sk_test_*rong");
      assertThat(client.get("/v1/account", "Authorization", "Basic " + basic).status())
          .isEqualTo(200);
      assertThat(client.get("/v1/account", "Authorization", "Basic %%%").status()).isEqualTo(401);
    }
  }

  @Test
  void aRestrictedKeyIsToldWhichPermissionItLacks() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withRestricted(Set.of("rak_charge_read")))) {
      Client client = new Client(sandbox.uri());
      String[] restricted = {"Authorization", "Bearer rk_test_sandbox"};

      Client.Reply charges = client.get("/v1/charges", restricted);

      assertThat(charges.status()).isEqualTo(403);
      assertThat(charges.error().path("message").asText())
          .contains("rak_charge_read")
          .doesNotContain("rk_test_sandbox");
      assertThat(charges.error().path("code").asText()).isEqualTo("more_permissions_required");
      assertThat(client.get("/v1/refunds", restricted).status()).isEqualTo(200);
      assertThat(client.get("/v1/charges").status()).isEqualTo(200);
    }
  }

  @Test
  void namesTheRequestAndTheVersionAndItsOwnTime() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withClockSkew(Duration.ofMinutes(-5)))) {
      Client client = new Client(sandbox.uri());

      Client.Reply one = client.get("/v1/account", "Stripe-Version", "2026-10-28.endive");
      Client.Reply two = client.get("/v1/account");

      assertThat(one.header("Stripe-Version")).isEqualTo("2026-10-28.endive");
      assertThat(one.header("Request-Id"))
          .startsWith("req_")
          .isNotEqualTo(two.header("Request-Id"));
      Instant date =
          ZonedDateTime.parse(one.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      assertThat(date).isEqualTo(sandbox.now().minus(Duration.ofMinutes(5)));
    }
  }

  @Test
  void limitsEachEndpointAsStripeDoes() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withLimits())) {
      Client client = new Client(sandbox.uri());
      client.get("/v1/account");
      List<Client.Reply> replies = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        replies.add(client.get("/v1/balance"));
      }

      List<Client.Reply> refused = replies.stream().filter(each -> each.status() == 429).toList();
      assertThat(refused).isNotEmpty();
      assertThat(refused.get(0).header("Stripe-Rate-Limited-Reason")).isEqualTo("endpoint-rate");
      assertThat(refused.get(0).header("Stripe-Should-Retry")).isEqualTo("true");
      assertThat(refused.get(0).error().path("code").asText()).isEqualTo("rate_limit");
    }
  }

  @Test
  void someRequestsFailAndEachInItsWay() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withFaultRate(0.5))) {
      Client client = new Client(sandbox.uri());
      List<Integer> seen = new ArrayList<>();
      int broken = 0;
      for (int i = 0; i < 120; i++) {
        try {
          Client.Reply reply = client.get("/v1/products");
          seen.add(reply.status());
          if (reply.status() != 200) {
            assertThat(reply.header("Stripe-Should-Retry")).isEqualTo("true");
          }
          assertThat(reply.json().isObject()).isTrue();
        } catch (IOException e) {
          broken++;
        }
      }

      assertThat(seen).contains(200, 500, 503, 409);
      assertThat(broken).isBetween(5, 40);
      assertThat(seen.stream().filter(status -> status == 200).count()).isBetween(35L, 85L);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "CONNECTION_RESET")
  void everyThirdRequestFailsIfItIsToldTo(Fault fault) throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withFaultEvery(fault, 3))) {
      Client client = new Client(sandbox.uri());
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        try {
          seen.add(Integer.toString(client.get("/v1/products").status()));
        } catch (IOException e) {
          seen.add("broken");
        }
      }

      String failed = fault.word().matches("\\d+") ? fault.word() : "broken";
      assertThat(seen).containsExactly("200", "200", failed, "200", "200", failed);
    }
  }

  /** The JDK's client would ask once more without a word, so this one is written by hand. */
  @Test
  void everySecondConnectionIsResetIfItIsToldTo() throws Exception {
    SandboxOptions resets = OPTIONS.withFaultEvery(Fault.CONNECTION_RESET, 2);
    try (Sandbox sandbox = Sandbox.start(resets)) {
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        seen.add(firstLine(sandbox.uri()));
      }

      assertThat(seen).containsExactly("HTTP/1.1 200 OK", "reset", "HTTP/1.1 200 OK", "reset");
    }
  }

  private static String firstLine(URI uri) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          String.join(
              "\r\n",
              "GET /v1/account HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer sk_test_sandbox",
              "Connection: close",
              "",
              "");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    } catch (SocketException e) {
      return "reset";
    }
  }

  @Test
  void refusesMoreAtOnceThanItMay() throws Exception {
    SandboxOptions slow = OPTIONS.withLatency(Duration.ofMillis(500)).withMaxConcurrency(2);
    try (Sandbox sandbox = Sandbox.start(slow)) {
      HttpRequest request =
          HttpRequest.newBuilder(sandbox.uri().resolve("/v1/account"))
              .header("Authorization", "Bearer sk_test_sandbox")
              .build();
      HttpClient http = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<Void>>> replies = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        replies.add(http.sendAsync(request, BodyHandlers.discarding()));
      }
      List<Integer> statuses = new ArrayList<>();
      List<String> reasons = new ArrayList<>();
      for (CompletableFuture<HttpResponse<Void>> reply : replies) {
        statuses.add(reply.get().statusCode());
        reply.get().headers().firstValue("Stripe-Rate-Limited-Reason").ifPresent(reasons::add);
      }

      assertThat(statuses).contains(200, 429);
      assertThat(reasons).isNotEmpty().containsOnly("global-concurrency");
    }
  }

  @Test
  void answersThatTakeTheirTimeDoNotWaitForEachOther() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withLatency(Duration.ofSeconds(1)))) {
      HttpRequest request =
          HttpRequest.newBuilder(sandbox.uri().resolve("/v1/charges?limit=1"))
              .header("Authorization", "Bearer sk_test_sandbox")
              .build();
      HttpClient http = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<Void>>> replies = new ArrayList<>();

      long begin = System.nanoTime();
      for (int i = 0; i < 120; i++) {
        replies.add(http.sendAsync(request, BodyHandlers.discarding()));
      }
      for (CompletableFuture<HttpResponse<Void>> reply : replies) {
        assertThat(reply.get().statusCode()).isEqualTo(200);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void takesItsTimeIfItIsToldTo() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS.withLatency(Duration.ofMillis(300)))) {
      Client client = new Client(sandbox.uri());
      client.get("/v1/account");

      long start = System.nanoTime();
      client.get("/v1/account");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }
  }

  @Test
  void timeIsMovedOnAndNeverBack() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      Client client = new Client(sandbox.uri());
      List<JsonNode> before = client.all("/v1/charges");
      long start = sandbox.now().getEpochSecond();

      Client.Reply moved = post(client, sandbox, "{\"now\": \"2026-11-08T00:00:00Z\"}");
      List<JsonNode> fresh = client.all("/v1/charges?created[gt]=" + start);
      Client.Reply back = post(client, sandbox, "{\"now\": \"2026-11-01T00:00:00Z\"}");
      Client.Reply nonsense = post(client, sandbox, "tomorrow");

      assertThat(moved.status()).isEqualTo(200);
      assertThat(sandbox.now()).isEqualTo("2026-11-08T00:00:00Z");
      assertThat(fresh).isNotEmpty();
      assertThat(client.all("/v1/charges")).hasSize(before.size() + fresh.size());
      assertThat(back.status()).isEqualTo(409);
      assertThat(nonsense.status()).isEqualTo(400);
      assertThatThrownBy(() -> sandbox.advanceTo(Instant.EPOCH))
          .hasMessageContaining("cannot go back");
    }
  }

  private static Client.Reply post(Client client, Sandbox sandbox, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(sandbox.uri().resolve("/sandbox/now"))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void saysItsOwnTotals() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      JsonNode totals = new Client(sandbox.uri()).get("/sandbox/totals").json();

      assertThat(totals.path("as_of").asText()).isEqualTo("2026-11-01T00:00:00Z");
      assertThat(totals.path("kingdoms")).hasSize(12);
      long gold = 0;
      for (JsonNode kingdom : totals.path("kingdoms")) {
        gold += kingdom.path("net_gold_minor").asLong();
      }
      assertThat(gold)
          .isPositive()
          .isEqualTo(sandbox.totals().kingdoms().stream().mapToLong(each -> each.cents()).sum());
    }
  }

  @Test
  void onlyReads() throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      Client.Reply reply =
          new Client(sandbox.uri())
              .send(
                  HttpRequest.newBuilder(sandbox.uri().resolve("/v1/charges"))
                      .header("Authorization", "Bearer sk_test_sandbox")
                      .POST(BodyPublishers.ofString("amount=1"))
                      .build());

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.error().path("message").asText()).contains("POST: /v1/charges");
    }
  }

  @Test
  void writesTheCensusAndTheSignUps(@TempDir Path folder) throws Exception {
    try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
      sandbox.writeTables(folder);
      List<String> census = Files.readAllLines(folder.resolve("census.csv"));
      List<String> signUps = Files.readAllLines(folder.resolve("sign_ups.csv"));
      int customers =
          sandbox.world().platform().of(io.tributary.sandbox.entity.Customer.class).size();

      assertThat(census).hasSize(13);
      assertThat(census.get(0)).startsWith("kingdom_code,kingdom,country,currency,time_zone,year");
      assertThat(census.get(1)).startsWith("K01,Aldermark,US,usd,America/New_York,2024,");
      assertThat(signUps).hasSize(customers + 1);
      List<String> last = List.of(signUps.get(signUps.size() - 1).split(",", -1));
      JsonNode newest = new Client(sandbox.uri()).get("/v1/customers?limit=1").json().at("/data/0");
      assertThat(last.get(7)).isEqualTo(newest.path("id").asText());
      assertThat(last.get(6)).isEqualTo(newest.path("email").asText());
    }
  }
}
