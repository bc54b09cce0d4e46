package io.tributary.target.snowflake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Setting;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where Snowflake is. */
record Address(
    @Setting("The account's identifier, such as `myorg-myaccount`.") String account,
    @Setting("The host, where it does not follow from the account: for PrivateLink or an emulator.")
        Optional<String> host,
    @Setting("The port, where it is not that of the protocol.") Optional<Integer> port,
    @Setting(
            value = "How the host is spoken to; http on this machine only.",
            byDefault = "\"https\"")
        Protocol protocol,
    @Setting(
            value = "After how many seconds without an answer a request is given up.",
            byDefault = "300")
        Duration requestTimeoutSeconds,
    @Setting(
            "More properties for Snowflake's JDBC driver, such as those of a proxy. They win over"
                + " the other settings. They are logged nowhere, but are no place for secrets.")
        Optional<ObjectNode> jdbcProperties) {
  private static final int LAST_PORT = 65_535;
  private static final String DOMAIN = ".snowflakecomputing.com";

  /** Properties by which a connection would not be the one that the other settings protect. */
  private static final Set<String> NOT_OURS_TO_GIVE =
      Set.of("ssl", "insecuremode", "serverurl", "java_logging_console_std_out");

  /** How a host is spoken to. */
  enum Protocol {
    HTTPS,
    HTTP
  }

  Address {
    if (account.isBlank() || !account.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "account is not an identifier such as myorg-myaccount, without a protocol or a path");
    }
    if (host.isPresent() && !host.get().matches("[A-Za-z0-9._:\\[\\]-]+")) {
      throw new IllegalArgumentException("host is not the name of a host alone");
    }
    if (port.isPresent() && (port.get() < 1 || port.get() > LAST_PORT)) {
      throw new IllegalArgumentException("port is not between 1 and " + LAST_PORT);
    }
    if (protocol == Protocol.HTTP && !isLoopback(host.orElse(""))) {
      throw new IllegalArgumentException(
          "protocol is http, by which everyone on the way could read it; it is for hosts on this"
              + " machine");
    }
    if (requestTimeoutSeconds.isNegative() || requestTimeoutSeconds.isZero()) {
      throw new IllegalArgumentException("request_timeout_seconds is not more than 0");
    }
    jdbcProperties.ifPresent(Address::check);
  }

  private static void check(ObjectNode properties) {
    properties
        .properties()
        .forEach(
            property -> {
              if (!property.getValue().isValueNode()) {
                throw new IllegalArgumentException(
                    "jdbc_properties has " + property.getKey() + ", which is not one value");
              }
              if (NOT_OURS_TO_GIVE.contains(property.getKey().toLowerCase(Locale.ROOT))
                  || Session.isFixed(property.getKey())) {
                throw new IllegalArgumentException(
                    "jdbc_properties has " + property.getKey() + ", which is not allowed");
              }
            });
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** The driver's address. Nothing in it is secret. */
  String url() {
    return "jdbc:snowflake://"
        + host.orElse(account + DOMAIN)
        + port.map(number -> ":" + number).orElse("")
        + "/";
  }
}
