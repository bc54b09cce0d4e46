package io.tributary.tap.googleads;

import io.tributary.singer.testkit.ConfigContract;
import io.tributary.singer.testkit.TapContract;
import io.tributary.tap.googleads.fake.AdsRun;
import io.tributary.tap.googleads.fake.FakeAds;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
  private final FakeAds ads = new FakeAds();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    ads.close();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheTapContract() {
    ads.reaching(9_000_000_001L);
    ads.account(9_000_000_001L).managing(1_000_000_001L, 1_000_000_002L);
    for (long id : List.of(1_000_000_001L, 1_000_000_002L)) {
      for (int day = 1; day <= 9; day++) {
        ads.account(id)
            .add(
                "campaign",
                "campaign.resource_name",
                "customers/" + id + "/campaigns/" + day,
                "campaign.id",
                (long) day,
                "segments.date",
                "2026-03-0" + day,
                "segments.device",
                "MOBILE",
                "metrics.clicks",
                12L);
      }
    }
    AdsRun run = new AdsRun(ads, folder);

    return TapContract.of(run.tap(), folder, run.settings())
        .stamping("_synced_at", "_synced_from", "_synced_until")
        .checks();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(TapGoogleAds.Config.class, "{'start_date': '2026-01-01'}")
        .setting("api_version", "'v23'")
        .refusing("api_version", "'v22'", "is not v23 or later")
        .setting("base_url", "'http://127.0.0.1:1'")
        .refusing("base_url", "'http://googleads.googleapis.com'", "is not https")
        .setting("token_url", "'http://127.0.0.1:1/token'")
        .refusing("token_url", "'http://oauth2.googleapis.com/token'", "is not https")
        .setting("proxy_url", "'http://proxy.example.com:3128'")
        .refusing("proxy_url", "'socks://proxy'", "is not an http")
        .setting("client_id", "'an-id'")
        .setting("client_secret", "'a-secret'")
        .setting("refresh_token", "'a-refresh-token'")
        .setting("service_account_key", "'a-service-account-key'")
        .setting("service_account_key_file", "'key.json'")
        .setting("impersonated_email", "'king@example.com'")
        .setting("credentials_file", "'adc.json'")
        .setting("access_token", "'an-access-token'")
        .setting("developer_token", "'a-developer-token'")
        .setting("customer_ids", "['123-456-7890']")
        .refusing("customer_ids", "['king']", "is not the id of an account")
        .setting("login_customer_id", "'123-456-7890'")
        .refusing("login_customer_id", "'king'", "is not the id of an account")
        .setting("login_customer_ids", "[{'customerId': '1', 'loginCustomerId': '2'}]")
        .refusing("login_customer_ids", "[{'loginCustomerId': '2'}]", "without a customerId")
        .setting("customer_status_filter", "['ENABLED', 'CANCELED']")
        .refusing("customer_status_filter", "[]", "lets nothing through")
        .setting("include_hidden", "true")
        .setting("start_date", "'2026-02-01'")
        .setting("end_date", "'2026-03-01'")
        .refusing("end_date", "'2025-12-31'", "is before start_date")
        .setting("lookback_days", "'auto'")
        .refusing("lookback_days", "'a month'", "is not auto or between 0 and 999")
        .setting("conversions_lookback_days", "90")
        .refusing("conversions_lookback_days", "-1", "is not between 0 and 1000")
        .setting("window_days", "7")
        .refusing("window_days", "0", "is not between 1 and 1000")
        .setting("include_today", "false")
        .setting(
            "streams", "{'mine': {'from': 'campaign', 'fields': ['campaign.id', 'segments.date']}}")
        .refusing("streams", "{'mine': {'fields': ['campaign.id']}}", "without from")
        .refusing("streams", "{'mine': {'preset': 'nothing'}}", "which is none")
        .refusing("streams", "{'mine': {'from': 'campaign'}}", "without fields")
        .setting(
            "custom_queries", "[{'name': 'mine', 'query': 'SELECT campaign.id FROM campaign'}]")
        .refusing("custom_queries", "[{'query': 'SELECT campaign.id FROM campaign'}]", "a name")
        .refusing(
            "custom_queries", "[{'name': 'mine', 'query': 'SELECT campaign.id'}]", "lacks FROM")
        .refusing(
            "custom_queries",
            "[{'name': 'campaigns', 'query': 'SELECT campaign.id FROM campaign'}]",
            "is a stream already")
        .setting("on_incompatible", "'drop'")
        .setting("micros", "'both'")
        .setting("live_fields", "false")
        .setting("field_cache_hours", "1")
        .refusing("field_cache_hours", "-1", "is not between 0 and 8760")
        .setting("field_cache_folder", "'cache'")
        .setting("max_concurrency", "2")
        .refusing("max_concurrency", "0", "is not between 1 and 100")
        .setting("requests_per_second", "2")
        .refusing("requests_per_second", "0", "is not more than 0")
        .setting("request_timeout_seconds", "60")
        .refusing("request_timeout_seconds", "0", "is not more than 0")
        .setting("max_attempts", "3")
        .refusing("max_attempts", "0", "is not between 1 and 100")
        .setting("retry_pause_seconds", "1")
        .refusing("retry_pause_seconds", "121", "is not between 0 and 120")
        .setting("max_quota_wait_seconds", "10")
        .refusing("max_quota_wait_seconds", "-1", "is less than 0")
        .setting("max_operations", "100")
        .refusing("max_operations", "0", "is not more than 0")
        .setting("daily_operations", "2880")
        .refusing("daily_operations", "0", "is not more than 0")
        .checks();
  }
}
