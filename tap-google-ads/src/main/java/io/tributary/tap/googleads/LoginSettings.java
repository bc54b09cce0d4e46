package io.tributary.tap.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.config.Secret;
import io.tributary.singer.config.Setting;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Auth;
import io.tributary.singer.http.OAuthGrant;
import io.tributary.singer.http.OAuthTokens;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who asks: in one of four ways. */
public record LoginSettings(
    @Setting(
            value = "The id of the OAuth client, with client_secret and refresh_token.",
            aliases = "oauth_client_id")
        Optional<String> clientId,
    @Setting(value = "The secret of the OAuth client.", aliases = "oauth_client_secret")
        Optional<Secret> clientSecret,
    @Setting("What a user's consent to the OAuth client was exchanged for.")
        Optional<Secret> refreshToken,
    @Setting("The key of a service account, as the JSON text that Google gives.")
        Optional<Secret> serviceAccountKey,
    @Setting("The file with the key of a service account.") Optional<Path> serviceAccountKeyFile,
    @Setting("The user as whom the service account asks; itself if it is not given.")
        Optional<String> impersonatedEmail,
    @Setting(
            "The file of application default credentials, such as"
                + " ~/.config/gcloud/application_default_credentials.json.")
        Optional<Path> credentialsFile,
    @Setting("An access token, which ends after an hour: for trying things.")
        Optional<Secret> accessToken,
    @Setting("A developer token. Google wants none any more; it is sent if it is given.")
        Optional<Secret> developerToken) {

  private static final String SCOPE = "https://www.googleapis.com/auth/adwords";

  /** The way that the settings name. */
  Auth auth(URI tokenUrl) {
    if (accessToken.isPresent()) {
      return Auth.bearer(accessToken.get());
    }
    return Auth.tokens(OAuthTokens.from(tokenUrl, grant(tokenUrl)));
  }

  private OAuthGrant grant(URI tokenUrl) {
    if (refreshToken.isPresent() || clientId.isPresent() || clientSecret.isPresent()) {
      return OAuthGrant.refreshToken(
          clientId.orElseThrow(() -> missing("client_id")),
          clientSecret.orElseThrow(() -> missing("client_secret")),
          refreshToken.orElseThrow(() -> missing("refresh_token")));
    }
    if (serviceAccountKey.isPresent()) {
      JsonNode key = json("service_account_key", serviceAccountKey.get().reveal());
      return serviceAccount("service_account_key", key, tokenUrl);
    }
    if (serviceAccountKeyFile.isPresent()) {
      return file("service_account_key_file", serviceAccountKeyFile.get(), tokenUrl);
    }
    if (credentialsFile.isPresent()) {
      return file("credentials_file", credentialsFile.get(), tokenUrl);
    }
    throw new SingerException.Config(
        "refresh_token",
        "is not given, nor any other way to sign in: give client_id, client_secret and"
            + " refresh_token, or service_account_key_file, credentials_file or access_token");
  }

  private static SingerException missing(String setting) {
    return new SingerException.Config(
        setting, "is required: client_id, client_secret and refresh_token belong together");
  }

  /** Either kind of file that Google makes says which it is. */
  private OAuthGrant file(String setting, Path file, URI tokenUrl) {
    JsonNode json = json(setting, text(setting, file));
    if (!json.path("type").asText().equals("authorized_user")) {
      return serviceAccount(setting, json, tokenUrl);
    }
    return OAuthGrant.refreshToken(
        part(setting, json, "client_id"),
        new Secret(part(setting, json, "client_secret")),
        new Secret(part(setting, json, "refresh_token")));
  }

  private OAuthGrant serviceAccount(String setting, JsonNode key, URI tokenUrl) {
    try {
      return OAuthGrant.serviceAccount(
          part(setting, key, "client_email"),
          new Secret(part(setting, key, "private_key")),
          SCOPE,
          tokenUrl.toString(),
          impersonatedEmail);
    } catch (IllegalArgumentException e) {
      throw new SingerException.Config(setting, "has a private_key that " + e.getMessage());
    }
  }

  private static String part(String setting, JsonNode json, String name) {
    String text = json.path(name).asText();
    if (text.isEmpty()) {
      throw new SingerException.Config(setting, "lacks " + name);
    }
    return text;
  }

  private static String text(String setting, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SingerException.Config(setting, "cannot be read: " + file);
    }
  }

  private static JsonNode json(String setting, String text) {
    try {
      return RawJson.of(text).tree();
    } catch (UncheckedIOException e) {
      throw new SingerException.Config(setting, "is not JSON");
    }
  }
}
