package io.tributary.target.snowflake;

import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import java.net.URI;
import java.util.Optional;

/** A program that an identity provider knows, and which gets a token from there by itself. */
record OauthClient(
    @Setting("The client's id, to sign in by OAuth with client credentials.")
        Optional<String> oauthClientId,
    @Setting("The client's secret.") Optional<Secret> oauthClientSecret,
    @Setting("The address of the identity provider that hands out tokens.")
        Optional<URI> oauthTokenRequestUrl,
    @Setting("The scope that is asked for. By default that of `role`, session:role:ROLE.")
        Optional<String> oauthScope) {
  OauthClient {
    oauthTokenRequestUrl.ifPresent(
        url -> {
          String host = String.valueOf(url.getHost());
          if (!"https".equals(url.getScheme())
              && !("http".equals(url.getScheme()) && Address.isLoopback(host))) {
            throw new IllegalArgumentException(
                "oauth_token_request_url does not begin with https, so everyone on the way could"
                    + " read the secret");
          }
        });
  }

  /** Refuses what is too little for a token. */
  void check() {
    if (oauthClientId.isEmpty()) {
      throw new IllegalArgumentException("oauth_client_id is needed");
    }
    if (oauthClientSecret.isEmpty()) {
      throw new IllegalArgumentException("oauth_client_secret is needed");
    }
    if (oauthTokenRequestUrl.isEmpty()) {
      throw new IllegalArgumentException("oauth_token_request_url is needed");
    }
  }
}
