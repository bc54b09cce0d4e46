package io.tributary.target.snowflake;

/** How to sign in, and what the driver calls it. */
enum Authenticator {
  KEY_PAIR("SNOWFLAKE_JWT"),
  PROGRAMMATIC_ACCESS_TOKEN("PROGRAMMATIC_ACCESS_TOKEN"),
  OAUTH("OAUTH"),
  OAUTH_CLIENT_CREDENTIALS("OAUTH_CLIENT_CREDENTIALS"),
  EXTERNALBROWSER("EXTERNALBROWSER"),
  PASSWORD("SNOWFLAKE"),
  PASSWORD_MFA("USERNAME_PASSWORD_MFA");

  private final String driverName;

  Authenticator(String driverName) {
    this.driverName = driverName;
  }

  String driverName() {
    return driverName;
  }

  boolean needsPassword() {
    return this == PASSWORD || this == PASSWORD_MFA;
  }

  /** Whether a user must be named; tokens of OAuth say whose they are. */
  boolean needsUser() {
    return this != OAUTH && this != OAUTH_CLIENT_CREDENTIALS;
  }

  boolean needsToken() {
    return this == PROGRAMMATIC_ACCESS_TOKEN || this == OAUTH;
  }
}
