package io.tributary.singer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tributary.singer.config.Secret;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuthTokensTest {
  private static final OAuthGrant GRANT =
      OAuthGrant.refreshToken("client", new Secret("client-secret"), new Secret("refresh-secret"));

  private final HttpServer server;
  private final List<String> forms = Collections.synchronizedList(new ArrayList<>());
  private final List<String> callers = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();
  private final MovedClock clock = new MovedClock();

  OAuthTokensTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String token = "{\"access_token\": \"token-" + forms.size() + "\", \"expires_in\": 3600}";
          boolean isGone = forms.get(forms.size() - 1).contains("refresh_token=gone");
          String body = isGone ? "{\"error\": \"invalid_grant\"}" : token;
          exchange.sendResponseHeaders(isGone ? 400 : 200, body.length());
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.createContext(
        "/things",
        exchange -> {
          callers.add(exchange.getRequestHeaders().getFirst("Authorization"));
          Integer refusal = refusals.poll();
          exchange.sendResponseHeaders(refusal == null ? 200 : refusal, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private HttpApi api(OAuthGrant grant) {
    OAuthTokens tokens = new OAuthTokens(HttpApi.at(address()), "/token", grant, clock);
    return HttpApi.at(address()).with(Auth.tokens(tokens));
  }

  @Test
  void oneTokenServesUntilAMinuteBeforeItEnds() throws Exception {
    HttpApi api = api(GRANT);

    Answer first = api.send(Request.get("/things"));
    clock.now = clock.now.plus(Duration.ofSeconds(3_539));
    Answer second = api.send(Request.get("/things"));
    clock.now = clock.now.plus(Duration.ofSeconds(1));
    Answer third = api.send(Request.get("/things"));

    assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(200);
    assertThat(callers).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    assertThat(forms)
        .first()
        .isEqualTo(
            "client_id=client&client_secret=client-secret&grant_type=refresh_token"
                + "&refresh_token=refresh-secret");
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnceAndNotTwice() throws Exception {
    HttpApi api = api(GRANT);
    refusals.add(401);

    assertThat(api.send(Request.get("/things")).status()).isEqualTo(200);
    assertThat(callers).containsExactly("Bearer token-1", "Bearer token-2");

    refusals.addAll(List.of(401, 401));
    assertThatThrownBy(() -> api.send(Request.get("/things")))
        .isInstanceOf(HttpException.class)
        .hasMessageContaining("answered 401")
        .hasMessageNotContaining("token-");
  }

  @Test
  void withoutAnyMoreTokensNobodyGetsIn() {
    OAuthGrant gone =
        OAuthGrant.refreshToken("client", new Secret("client-secret"), new Secret("gone"));

    assertThatThrownBy(() -> api(gone).send(Request.get("/things")))
        .isInstanceOf(SingerException.NoAccess.class)
        .hasMessageContaining("invalid_grant")
        .hasMessageContaining("make a new one")
        .hasMessageNotContaining("client-secret");
    assertThat(callers).isEmpty();
  }

  @Test
  void secretsGoNowhereReadable() {
    assertThatThrownBy(() -> OAuthTokens.from(URI.create("http://example.com/token"), GRANT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not https");
    assertThat(GRANT.toString()).doesNotContain("secret");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingShown() {
    assertThatThrownBy(
            () ->
                OAuthGrant.serviceAccount(
                    "a@b", new Secret("a-key"), "scope", "audience", Optional.empty()))
        .hasMessage("is not an RSA private key in PEM of PKCS #8");
  }
}
