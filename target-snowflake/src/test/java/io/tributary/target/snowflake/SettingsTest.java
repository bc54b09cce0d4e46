package io.tributary.target.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.testkit.ConfigContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(
            TargetSnowflake.Config.class,
            "{'account': 'myorg-myaccount', 'database': 'raw', 'user': 'u', 'password': 'pass', 'state_id': 'p',"
                + " 'host': 'localhost'}")
        .setting("account", "\"other\"")
        .setting("host", "\"a.privatelink.snowflakecomputing.com\"")
        .setting("port", "444")
        .setting("protocol", "\"http\"")
        .setting("request_timeout_seconds", "12.5")
        .setting("jdbc_properties", "{\"proxyHost\": \"proxy\"}")
        .setting("user", "\"other\"")
        .setting("authenticator", "\"password_mfa\"")
        .setting("password", "\"other word\"")
        .setting("private_key", "\"a key\"")
        .setting("private_key_path", "\"key.p8\"")
        .setting("private_key_passphrase", "\"a phrase\"")
        .setting("token", "\"a token\"")
        .setting("use_browser_authentication", "true")
        .setting("oauth_client_id", "\"a client\"")
        .setting("oauth_client_secret", "\"a client's secret\"")
        .setting("oauth_token_request_url", "\"https://idp.example/token\"")
        .setting("oauth_scope", "\"session:role:LOADER\"")
        .setting("role", "\"LOADER\"")
        .setting("warehouse", "\"LOADING\"")
        .setting("database", "\"other\"")
        .setting("default_target_schema", "\"stripe\"")
        .setting("query_tag", "\"mine\"")
        .setting("session_parameters", "{\"LOCK_TIMEOUT\": 60}")
        .setting("load_method", "\"append-only\"")
        .setting("add_record_metadata", "false")
        .setting("hard_delete", "true")
        .setting("schema_name_pattern", "\"raw_{stream_schema}\"")
        .setting("table_name_pattern", "\"{stream_table}\"")
        .setting("schema_mapping", "{\"public\": \"shop\"}")
        .setting("schema_contract", "\"freeze\"")
        .setting("state_backend", "\"warehouse\"")
        .setting("state_id", "\"other\"")
        .setting("quote_identifiers", "true")
        .setting("timestamp_type", "\"timestamp_ntz\"")
        .setting("clean_up_batch_files", "false")
        .setting("merge_pruning", "true")
        .setting("stage_file_size_mb", "250")
        .refusing("stage_file_size_mb", "0", "is not between 1 and 250")
        .refusing("stage_file_size_mb", "251", "is not between 1 and 250")
        .refusing("oauth_token_request_url", "\"http://idp.example\"", "does not begin with https")
        .refusing("account", "\"https://x.snowflakecomputing.com\"", "is not an identifier")
        .refusing("host", "\"https://x\"", "is not the name of a host")
        .refusing("port", "0", "is not between 1 and 65535")
        .refusing("request_timeout_seconds", "0", "is not more than 0")
        .refusing("jdbc_properties", "{\"ssl\": \"off\"}", "which is not allowed")
        .refusing("jdbc_properties", "{\"autocommit\": false}", "which is not allowed")
        .refusing("session_parameters", "{\"AUTOCOMMIT\": false}", "which is not allowed")
        .refusing("jdbc_properties", "{\"a\": {}}", "is not one value")
        .refusing("query_tag", "\"{strem}\"", "has {strem}, which stands for nothing")
        .refusing("database", "\" \"", "is empty")
        .refusing("default_target_schema", "\" \"", "is empty")
        .refusing("session_parameters", "{\"A; DROP\": 1}", "is not a parameter")
        .checks();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; nothing to go by",
        "{'password': 'p'}; user is required",
        "{'user': 'u', 'authenticator': 'key_pair'}; private_key or private_key_path",
        "{'user': 'u', 'authenticator': 'oauth'}; token: is needed",
        "{'user': 'u', 'authenticator': 'password_mfa'}; password: is needed",
        "{'authenticator': 'oauth_client_credentials'}; oauth_client_id: is needed",
        "{'oauth_client_id': 'c'}; oauth_client_secret: is needed",
        "{'oauth_client_id': 'c', 'oauth_client_secret': 's'}; oauth_token_request_url: is needed",
        "{'user': 'u', 'private_key': 'k', 'private_key_path': 'p'}; is given by private_key_path"
      })
  void saysWhatIsMissingToSignIn(String given, String reason) {
    assertThatThrownBy(() -> ConfigReader.read(Settings.object(given), Credentials.class))
        .isInstanceOf(SingerException.Config.class)
        .satisfies(
            failure ->
                assertThat(String.valueOf(failure.getMessage()).replace(": ", " "))
                    .contains(reason.replace(": ", " ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'user': 'u', 'password': 'p'}; PASSWORD",
        "{'user': 'u', 'password': 'p', 'token': 't'}; PROGRAMMATIC_ACCESS_TOKEN",
        "{'user': 'u', 'private_key_path': 'k', 'token': 't'}; KEY_PAIR",
        "{'user': 'u', 'private_key': 'k'}; KEY_PAIR",
        "{'oauth_client_id': 'c', 'oauth_client_secret': 's', 'oauth_token_request_url':"
            + " 'https://idp.example'}; OAUTH_CLIENT_CREDENTIALS",
        "{'token': 't', 'authenticator': 'oauth'}; OAUTH",
        "{'user': 'u', 'use_browser_authentication': true}; EXTERNALBROWSER",
        "{'user': 'u', 'authenticator': 'externalbrowser'}; EXTERNALBROWSER"
      })
  void choosesHowToSignInByWhatIsGiven(String given, Authenticator chosen) {
    Credentials credentials = ConfigReader.read(Settings.object(given), Credentials.class);

    assertThat(credentials.chosen()).isEqualTo(chosen);
  }

  @Test
  void takesTheNamesOfOtherTargets() {
    Session session =
        ConfigReader.read(Settings.object("{'dbname': 'raw', 'schema': 'stripe'}"), Session.class);

    assertThat(session.database()).isEqualTo("raw");
    assertThat(session.defaultTargetSchema()).isEqualTo("stripe");
  }

  @Test
  void refusesHttpToAnotherMachine() {
    assertThatThrownBy(
            () ->
                ConfigReader.read(
                    Settings.object("{'account': 'a', 'host': 'other', 'protocol': 'http'}"),
                    Address.class))
        .hasMessageContaining("protocol: is http, by which everyone on the way could read it");
  }

  @Test
  void allowsHttpOnThisMachine() {
    Address address =
        ConfigReader.read(
            Settings.object("{'account': 'a', 'host': '127.0.0.1', 'port': 8, 'protocol': 'http'}"),
            Address.class);

    assertThat(address.url()).isEqualTo("jdbc:snowflake://127.0.0.1:8/");
  }
}
