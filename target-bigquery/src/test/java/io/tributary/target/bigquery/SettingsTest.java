package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            TargetBigquery.Config.class,
            "{'project': 'my-project', 'dataset': 'raw', 'state_id': 'p', 'api_endpoint':"
                + " 'https://localhost', 'storage_endpoint': 'https://localhost'}")
        .setting("project", "\"other-project\"")
        .setting("billing_project", "\"who-pays\"")
        .setting("dataset", "\"other\"")
        .setting("location", "\"europe-west3\"")
        .setting("api_endpoint", "\"https://bigquery.p.googleapis.com\"")
        .setting("storage_endpoint", "\"https://bigquerystorage.p.googleapis.com\"")
        .setting("method", "\"storage_write\"")
        .setting("credentials_path", "\"key.json\"")
        .setting("credentials_json", "\"{}\"")
        .setting("access_token", "\"a token\"")
        .setting("credentials", "\"none\"")
        .setting("impersonate_service_account", "\"loader@p.iam.gserviceaccount.com\"")
        .setting("load_method", "\"append-only\"")
        .setting("add_record_metadata", "false")
        .setting("hard_delete", "true")
        .setting("schema_name_pattern", "\"raw_{stream_schema}\"")
        .setting("table_name_pattern", "\"{stream_table}\"")
        .setting("schema_mapping", "{\"public\": \"shop\"}")
        .setting("schema_contract", "\"freeze\"")
        .setting("state_backend", "\"warehouse\"")
        .setting("state_id", "\"other\"")
        .setting("denormalized", "false")
        .setting("timestamp_type", "\"datetime\"")
        .setting("column_name_transforms", "{\"snake_case\": true}")
        .setting("tables", "{\"o*\": {\"cluster_by\": [\"id\"]}}")
        .setting("cluster_by_keys", "true")
        .setting("merge_pruning", "true")
        .setting("staging_bucket", "\"my-bucket\"")
        .setting("staging_prefix", "\"loads/\"")
        .setting("gcs_endpoint", "\"https://storage.p.googleapis.com\"")
        .refusing("staging_bucket", "\"gs://my-bucket\"", "without gs://")
        .refusing("staging_prefix", "\"/a\"", "is not the beginning of a name")
        .refusing("gcs_endpoint", "\"localhost\"", "is not an address")
        .refusing("project", "\"a project\"", "is not the id of a project")
        .refusing("billing_project", "\"\"", "is not the id of a project")
        .refusing("dataset", "\"p.raw\"", "without the project")
        .refusing("location", "\" \"", "is empty")
        .refusing("api_endpoint", "\"localhost\"", "is not an address")
        .refusing("api_endpoint", "\"http://example.com\"", "by which everyone on the way")
        .refusing("storage_endpoint", "\"localhost:9060\"", "is not an address")
        .refusing("storage_endpoint", "\"http://example.com\"", "by which everyone on the way")
        .refusing("impersonate_service_account", "\"loader\"", "is not an e-mail address")
        .refusing("column_name_transforms", "{\"upper\": true}", "which is not true or false for")
        .refusing("column_name_transforms", "{\"lower\": \"yes\"}", "which is not true or false")
        .refusing("tables", "{\"a\": 1}", "something that is not an object")
        .refusing("tables", "{\"a\": {\"partition\": \"x\"}}", "partition, which is none of")
        .refusing("tables", "{\"a\": {\"partition_every\": \"day\"}}", "but no partition_by")
        .refusing(
            "tables", "{\"a\": {\"partition_by\": \"x\", \"partition_every\": \"week\"}}", "week")
        .refusing(
            "tables",
            "{\"a\": {\"partition_by\": \"x\", \"partition_range\": [1, 2]}}",
            "is not [from, to, step]")
        .refusing("tables", "{\"a\": {\"cluster_by\": \"x\"}}", "a list of one to four columns")
        .refusing("tables", "{\"a\": {\"expiration_days\": 0}}", "is not a number of days")
        .refusing("tables", "{\"a\": {\"labels\": {\"x\": 1}}}", "is not an object of texts")
        .checks();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'credentials_path': 'a', 'access_token': 'b'}|one is enough",
        "{'method': 'storage_write', 'staging_bucket': 'bucket'}|which is for load_job",
        "{'gcs_endpoint': 'http://127.0.0.1:1'}|by which no secret should go",
        "{'credentials': 'none'}|is for an api_endpoint on this machine",
        "{'credentials': 'none', 'access_token': 'b'}|is none, and some are given",
        "{'api_endpoint': 'http://127.0.0.1:1'}|by which no secret should go",
        "{'storage_endpoint': 'http://127.0.0.1:1', 'method': 'storage_write'}|but storage_endpoint"
            + " is http, by which no secret should go",
        "{'api_endpoint': 'http://127.0.0.1:1', 'method': 'storage_write', 'credentials':"
            + " 'none'}|is for a storage_endpoint on this machine"
      })
  void refusesWhatDoesNotGoTogether(String settings, String why) {
    assertThatThrownBy(() -> Settings.config(settings))
        .isInstanceOf(SingerException.Config.class)
        .hasMessageContaining(why);
  }

  @Test
  void takesTheBillingProjectForWhoPays() {
    assertThat(Settings.config("{}").place().payer()).isEqualTo("my-project");
    assertThat(Settings.config("{'billing_project': 'b'}").place().payer()).isEqualTo("b");
  }
}
