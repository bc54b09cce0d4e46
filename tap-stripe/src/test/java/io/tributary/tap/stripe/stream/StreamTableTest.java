package io.tributary.tap.stripe.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTableTest {
  private final StreamTable table = StreamTable.read();

  @ParameterizedTest
  @CsvSource({
    "/v1/charges, rak_charge_read",
    "/v1/charges/ch_1, rak_charge_read",
    "/v1/refunds, rak_charge_read",
    "/v1/prices, rak_plan_read",
    "/v1/invoices/in_1/lines, rak_invoice_read",
    "/v1/customers/cus_1/sources, rak_source_read",
    "/v1/accounts/acct_1/persons, rak_connected_account_read",
    "/v1/setup_attempts, rak_setup_intent_read",
    "/v1/events, rak_event_read",
    "/v1/exchange_rates,",
    "/v1/customers/cus_1/cash_balance_transactions,",
    "/v1/charges/ch_1/nothing/there,",
  })
  void knowsThePermissionOfAPath(String path, String permission) {
    assertThat(table.permission(path)).isEqualTo(Optional.ofNullable(permission));
  }

  @Test
  void permissionsAreNamedAsStripeNamesThem() {
    assertThat(table.all())
        .flatExtracting(entry -> entry.permission().stream().toList())
        .hasSizeGreaterThan(80)
        .allMatch(permission -> permission.matches("rak_[a-z_]+_read"));
  }
}
