package io.tributary.target.snowflake;

import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** Who signs in, and by what. */
record Credentials(
    @Setting("The user. Tokens of OAuth say it by themselves.") Optional<String> user,
    @Setting(
            "How to sign in. By default by what is given: the private key, the token (as a"
                + " programmatic access token), the password or the OAuth client.")
        Optional<Authenticator> authenticator,
    @Setting("The password.") Optional<Secret> password,
    @Setting("The private key's text: PKCS#8 in PEM, encrypted or not, or its base 64 alone.")
        Optional<Secret> privateKey,
    @Setting("The file that holds the private key, in the same form.")
        Optional<Path> privateKeyPath,
    @Setting("What the private key is encrypted by.") Optional<Secret> privateKeyPassphrase,
    @Setting("A programmatic access token, or an OAuth token.") Optional<Secret> token,
    @Setting(
            value =
                "Sign in by the browser, as `authenticator` externalbrowser does; what Meltano's"
                    + " target calls it.",
            byDefault = "false")
        boolean useBrowserAuthentication,
    OauthClient oauthClient) {

  Credentials {
    if (privateKey.isPresent() && privateKeyPath.isPresent()) {
      throw new IllegalArgumentException("private_key is given by private_key_path as well");
    }
    Authenticator chosen =
        chosen(
            authenticator,
            useBrowserAuthentication,
            hasKey(privateKey, privateKeyPath),
            token,
            isClient(oauthClient, password));
    if (chosen == Authenticator.KEY_PAIR && !hasKey(privateKey, privateKeyPath)) {
      throw new IllegalArgumentException("private_key or private_key_path is needed");
    }
    if (chosen.needsToken() && token.isEmpty()) {
      throw new IllegalArgumentException("token is needed");
    }
    if (chosen == Authenticator.OAUTH_CLIENT_CREDENTIALS) {
      oauthClient.check();
    }
    if (chosen.needsPassword() && password.isEmpty()) {
      throw new IllegalArgumentException(
          authenticator.isPresent()
              ? "password is needed"
              : "authenticator has nothing to go by: give private_key_path, token, oauth_client_id or"
                  + " password, or choose externalbrowser");
    }
    if (chosen.needsUser() && user.isEmpty()) {
      throw new IllegalArgumentException("user is required");
    }
  }

  /** How to sign in. */
  Authenticator chosen() {
    return chosen(
        authenticator,
        useBrowserAuthentication,
        hasKey(privateKey, privateKeyPath),
        token,
        isClient(oauthClient, password));
  }

  private static boolean isClient(OauthClient client, Optional<Secret> password) {
    return client.oauthClientId().isPresent() && password.isEmpty();
  }

  private static boolean hasKey(Optional<Secret> text, Optional<Path> file) {
    return text.isPresent() || file.isPresent();
  }

  private static Authenticator chosen(
      Optional<Authenticator> authenticator,
      boolean isBrowser,
      boolean hasKey,
      Optional<Secret> token,
      boolean isClient) {
    if (authenticator.isPresent()) {
      return authenticator.get();
    }
    if (isBrowser) {
      return Authenticator.EXTERNALBROWSER;
    }
    if (hasKey) {
      return Authenticator.KEY_PAIR;
    }
    if (token.isPresent()) {
      return Authenticator.PROGRAMMATIC_ACCESS_TOKEN;
    }
    return isClient ? Authenticator.OAUTH_CLIENT_CREDENTIALS : Authenticator.PASSWORD;
  }
}
