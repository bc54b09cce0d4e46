package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import java.util.List;
import java.util.Map;

/** The account itself, and the accounts below a manager. */
final class CustomerFields {
  private CustomerFields() {}

  /** An account as its manager lists it, and how many steps below. */
  record Client(Account account, int level) {}

  static void addTo(Map<String, Reader> readers) {
    readers.put("customer.resource_name", row -> row.account().resourceName());
    readers.put("customer.id", row -> row.account().id());
    readers.put("customer.descriptive_name", row -> row.account().name());
    readers.put("customer.currency_code", row -> currency(row.account()));
    readers.put("customer.time_zone", row -> row.account().territory().zone().getId());
    readers.put("customer.status", row -> row.account().status());
    readers.put("customer.manager", row -> row.account().isManager());
    readers.put("customer.test_account", row -> isTest(row.account()));
    readers.put("customer.auto_tagging_enabled", row -> !row.account().isManager());
    readers.put("customer.has_partners_badge", row -> false);
    readers.put(
        "customer.final_url_suffix", row -> row.account().isManager() ? null : "src=google");
    readers.put(
        "customer.conversion_tracking_setting.conversion_tracking_id",
        row -> 800_000_000L + row.account().ordinal());
    readers.put(
        "customer.conversion_tracking_setting.conversion_tracking_status",
        row ->
            row.account().isManager()
                ? "NOT_CONVERSION_TRACKED"
                : "CONVERSION_TRACKING_MANAGED_BY_SELF");
    readers.put(
        "customer_client.resource_name",
        row -> row.account().path("customerClients/" + client(row).account().id()));
    readers.put("customer_client.client_customer", row -> client(row).account().resourceName());
    readers.put("customer_client.id", row -> client(row).account().id());
    readers.put("customer_client.level", row -> (long) client(row).level());
    readers.put("customer_client.manager", row -> client(row).account().isManager());
    readers.put("customer_client.status", row -> client(row).account().status());
    readers.put("customer_client.descriptive_name", row -> client(row).account().name());
    readers.put("customer_client.currency_code", row -> currency(client(row).account()));
    readers.put(
        "customer_client.time_zone", row -> client(row).account().territory().zone().getId());
    readers.put("customer_client.hidden", row -> isTest(client(row).account()));
    readers.put("customer_client.test_account", row -> isTest(client(row).account()));
    readers.put("customer_client.applied_labels", row -> List.of());
  }

  private static Client client(Row row) {
    Client client = row.detail(Client.class);
    return client == null ? new Client(row.account(), 0) : client;
  }

  private static boolean isTest(Account account) {
    return account.kind() == Account.Kind.HIDDEN;
  }

  private static String currency(Account account) {
    return account.territory().currency().name();
  }
}
