package io.tributary.singer.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.config.Secret;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that an OAuth 2.0 server gives for a grant, each asked for when it is first
 * wanted and again a minute before it ends. Thread-safe.
 */
public final class OAuthTokens {
  private static final Duration BEFORE_IT_ENDS = Duration.ofMinutes(1);
  private static final long USUAL_SECONDS = 3_600;

  private final HttpApi server;
  private final String path;
  private final OAuthGrant grant;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token current;

  private record Token(Secret text, Instant renewAt) {}

  /**
   * Tokens from a server.
   *
   * @param server the API that has the token endpoint
   * @param path where on it
   */
  public OAuthTokens(HttpApi server, String path, OAuthGrant grant, Clock clock) {
    this.server = server.withRetries(RetryPolicy.DEFAULT, RULES);
    this.path = path;
    this.grant = grant;
    this.clock = clock;
  }

  /** Asking for a token twice does no harm. */
  private static final FailureRules RULES =
      new FailureRules(
          failure ->
              switch (failure.kind()) {
                case UNREACHABLE, BROKEN -> true;
                case REFUSED -> failure.status() == 429 || failure.status() >= 500;
                case MISDIRECTED, TOO_LARGE, CIRCULAR -> false;
              },
          FailureRules.STANDARD.strain(),
          OAuthTokens::words,
          "X-Request-Id");

  /**
   * Tokens from the endpoint at an address.
   *
   * @throws IllegalArgumentException if the address is not https, or on this machine
   */
  public static OAuthTokens from(URI endpoint, OAuthGrant grant) {
    String path = endpoint.getRawPath();
    HttpApi server = HttpApi.at(endpoint.resolve("/"));
    return new OAuthTokens(
        server, path == null || path.isEmpty() ? "/" : path, grant, Clock.systemUTC());
  }

  /**
   * A token that is good for another minute.
   *
   * @throws SingerException.NoAccess if the server gives none for the grant
   * @throws IOException if the server cannot be asked
   */
  Secret token() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Token known = current;
      if (known == null || !clock.instant().isBefore(known.renewAt())) {
        known = fetch();
        current = known;
      }
      return known.text();
    } finally {
      lock.unlock();
    }
  }

  /** Says that a token was not taken: it is not used again. */
  void refused(Secret token) {
    lock.lock();
    try {
      Token known = current;
      if (known != null && known.text().equals(token)) {
        current = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws IOException, InterruptedException {
    Instant asked = clock.instant();
    Request request = Request.form(path);
    for (Map.Entry<String, String> field : grant.form(asked).entrySet()) {
      request = request.with(field.getKey(), field.getValue());
    }
    JsonNode answer = send(request).body();
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw new SingerException.NoAccess(request + " answered without an access token", null);
    }
    Duration lasts = Duration.ofSeconds(answer.path("expires_in").asLong(USUAL_SECONDS));
    return new Token(new Secret(token), asked.plus(lasts).minus(BEFORE_IT_ENDS));
  }

  private Answer send(Request request) throws IOException, InterruptedException {
    try {
      return server.send(request);
    } catch (HttpException e) {
      int status = e.failure().status();
      if (status >= 400 && status < 500 && status != 429) {
        String said = hiddenIn(String.valueOf(e.getMessage()));
        throw new SingerException.NoAccess(
            "no access token is given: " + said + "; perhaps " + grant.advice(), e);
      }
      throw e;
    }
  }

  String hiddenIn(String text) {
    String clean = text;
    for (Secret secret : grant.secrets()) {
      clean = clean.replace(secret.reveal(), "****");
    }
    return clean;
  }

  /** As RFC 6749 has it: a code, and perhaps a sentence. */
  private static String words(JsonNode body) {
    String code = body.path("error").asText();
    String sentence = body.path("error_description").asText();
    return sentence.isEmpty() ? code : code + ", " + sentence;
  }
}
