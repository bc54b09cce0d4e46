package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** Signs in. The driver is first touched here, so that whatever needs no database starts fast. */
final class SnowflakeLogin {
  private static final int LOGIN_TIMEOUT_SECONDS = 60;

  private final TargetSnowflake.Config config;
  private final String queryTag;

  /**
   * @param queryTag what statements are tagged with that have no tag of their own
   */
  SnowflakeLogin(TargetSnowflake.Config config, String queryTag) {
    this.config = config;
    this.queryTag = queryTag;
  }

  /**
   * A new session.
   *
   * <p>The driver finds its own properties by the letters of the machine's language: in Turkish
   * those with an i are lost, the one among them that keeps it from asking around the network.
   */
  Connection connect() {
    Properties properties = properties();
    QuietLogging.begin();
    Locale language = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      Connection connection = new SnowflakeDriver().connect(config.address().url(), properties);
      if (connection == null) {
        throw new IllegalStateException("the driver does not know its own address");
      }
      return connection;
    } catch (SQLException e) {
      throw new SnowflakeErrors(config).atLogin(e);
    } finally {
      Locale.setDefault(language);
    }
  }

  /** What the driver is told. Values are objects, since a key is not text. */
  private Properties properties() {
    Properties properties = new Properties();
    Address address = config.address();
    Session session = config.session();
    properties.put("account", address.account());
    properties.put("ssl", address.protocol() == Address.Protocol.HTTP ? "off" : "on");
    credentials(properties);
    properties.put("db", name(session.database()));
    session.role().ifPresent(role -> properties.put("role", name(role)));
    session.warehouse().ifPresent(warehouse -> properties.put("warehouse", name(warehouse)));
    properties.put(QueryTag.PARAMETER, queryTag);
    properties.put(
        "networkTimeout",
        Long.toString(Math.min(Integer.MAX_VALUE, address.requestTimeoutSeconds().toMillis())));
    properties.put("loginTimeout", Integer.toString(loginTimeout()));
    // An account may say otherwise; what is loaded may not depend on it.
    properties.put("TIMEZONE", "UTC");
    for (String kind : List.of("DATE", "TIME", "TIMESTAMP")) {
      properties.put(kind + "_INPUT_FORMAT", "AUTO");
    }
    properties.put("AUTOCOMMIT", "true");
    properties.put("QUOTED_IDENTIFIERS_IGNORE_CASE", "false");
    properties.put("ERROR_ON_NONDETERMINISTIC_MERGE", "true");
    properties.put("MULTI_STATEMENT_COUNT", "1");
    // Results in Arrow need the virtual machine opened; ours are a few numbers.
    properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
    properties.put("CLIENT_TELEMETRY_ENABLED", "false");
    properties.put("CLIENT_SESSION_KEEP_ALIVE", "true");
    if (address.host().isPresent()) {
      // Else the driver asks the metadata services of clouds what it runs on.
      properties.put("disablePlatformDetection", "true");
    }
    add(properties, session.sessionParameters());
    add(properties, address.jdbcProperties());
    return properties;
  }

  private void credentials(Properties properties) {
    Credentials credentials = config.credentials();
    Authenticator chosen = credentials.chosen();
    properties.put("authenticator", chosen.driverName());
    credentials.user().ifPresent(user -> properties.put("user", user));
    if (chosen == Authenticator.KEY_PAIR) {
      properties.put("privateKey", PrivateKeys.of(credentials));
    }
    if (chosen.needsToken()) {
      credentials.token().ifPresent(token -> properties.put("token", token.reveal()));
    }
    if (chosen == Authenticator.OAUTH_CLIENT_CREDENTIALS) {
      client(properties, credentials.oauthClient());
    }
    if (chosen.needsPassword()) {
      credentials.password().ifPresent(word -> properties.put("password", word.reveal()));
    }
    if (chosen == Authenticator.PASSWORD_MFA) {
      properties.put("CLIENT_REQUEST_MFA_TOKEN", "true");
    }
  }

  private static void client(Properties properties, OauthClient client) {
    client.oauthClientId().ifPresent(id -> properties.put("oauthClientId", id));
    client
        .oauthClientSecret()
        .ifPresent(secret -> properties.put("oauthClientSecret", secret.reveal()));
    client
        .oauthTokenRequestUrl()
        .ifPresent(url -> properties.put("oauthTokenRequestUrl", url.toString()));
    client.oauthScope().ifPresent(scope -> properties.put("oauthScope", scope));
  }

  private int loginTimeout() {
    return (int)
        Math.max(
            1,
            Math.min(LOGIN_TIMEOUT_SECONDS, config.address().requestTimeoutSeconds().toSeconds()));
  }

  /** A name as statements have it; in quotes only if it must be. */
  private String name(String name) {
    String held = config.quoteIdentifiers() ? name : name.toUpperCase(Locale.ROOT);
    return held.matches("[A-Z_][A-Z0-9_$]*") ? held : SnowflakeDialect.kept(held);
  }

  private static void add(Properties properties, Optional<ObjectNode> more) {
    more.ifPresent(
        object ->
            object
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asText())));
  }
}
