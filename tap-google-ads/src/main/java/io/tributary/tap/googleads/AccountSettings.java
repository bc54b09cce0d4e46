package io.tributary.tap.googleads;

import io.tributary.singer.config.Setting;
import io.tributary.tap.googleads.account.AccountChoice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whose data to read. */
public record AccountSettings(
    @Setting(
            value =
                "The accounts to read, a manager for all that it manages; every one that the"
                    + " credentials reach if none is given.",
            byDefault = "[]",
            aliases = "customer_id")
        List<String> customerIds,
    @Setting(
            "The manager account through which to ask. It is found if it is not given, for one"
                + " query more for each account that the credentials reach.")
        Optional<String> loginCustomerId,
    @Setting(
            value =
                "As other taps have it, pairs of an account (customerId) and the manager through"
                    + " which to ask for it (loginCustomerId), besides customer_ids.",
            byDefault = "[]")
        List<Pair> loginCustomerIds,
    @Setting(value = "The states in which accounts are read.", byDefault = "[\"ENABLED\"]")
        List<String> customerStatusFilter,
    @Setting(
            value = "Whether accounts are read that their manager has hidden.",
            byDefault = "false")
        boolean includeHidden) {

  /** An account, and the manager through which it is asked. */
  public record Pair(@Nullable String customerId, @Nullable String loginCustomerId) {}

  public AccountSettings {
    customerIds = List.copyOf(customerIds);
    loginCustomerIds = List.copyOf(loginCustomerIds);
    customerStatusFilter = List.copyOf(customerStatusFilter);
    checked("customer_ids", customerIds);
    checked("login_customer_id", loginCustomerId.stream().toList());
    for (Pair pair : loginCustomerIds) {
      if (pair.customerId() == null) {
        throw new IllegalArgumentException("login_customer_ids has one without a customerId");
      }
      checked("login_customer_ids", List.of(pair.customerId()));
    }
    if (customerStatusFilter.isEmpty()) {
      throw new IllegalArgumentException("customer_status_filter lets nothing through");
    }
  }

  private static void checked(String setting, List<String> ids) {
    for (String id : ids) {
      try {
        long ignored = AccountChoice.id(id);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(setting + " " + e.getMessage(), e);
      }
    }
  }

  AccountChoice choice() {
    Map<Long, Long> logins = new HashMap<>();
    HashSet<Long> customers = new HashSet<>();
    customerIds.forEach(id -> customers.add(AccountChoice.id(id)));
    for (Pair pair : loginCustomerIds) {
      long id = AccountChoice.id(String.valueOf(pair.customerId()));
      customers.add(id);
      if (pair.loginCustomerId() != null) {
        logins.put(id, AccountChoice.id(pair.loginCustomerId()));
      }
    }
    return new AccountChoice(
        customers.stream().sorted().toList(),
        loginCustomerId
            .map(id -> OptionalLong.of(AccountChoice.id(id)))
            .orElse(OptionalLong.empty()),
        logins,
        new HashSet<>(customerStatusFilter.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList()),
        includeHidden);
  }
}
