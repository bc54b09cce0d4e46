package io.tributary.sandbox.google;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.Accounts;
import io.tributary.sandbox.http.Asked;
import io.tributary.sandbox.option.AdsFault;
import java.util.Optional;

/** Who may query which account, and through which manager. */
record Access(Accounts accounts) {
  private static final String ID = "\\d{10}";

  /** The account that a path names, if the user may query it. */
  Account account(String id, Asked asked) {
    if (!id.matches(ID)) {
      throw Failure.request(
          "requestError", "INVALID_CUSTOMER_ID", "Invalid customer ID '" + id + "'.");
    }
    Account account =
        accounts
            .find(Long.parseLong(id))
            .orElseThrow(
                () ->
                    Failure.of(
                        AdsFault.CUSTOMER_NOT_FOUND,
                        "No customer found for the provided customer id."));
    Account login = login(asked).orElse(account);
    boolean isReachable =
        accounts.distance(login, account) >= 0
            && accounts.entrances().stream().anyMatch(each -> accounts.distance(each, login) >= 0)
            && (asked.header("login-customer-id").isPresent() || account.parent() == 0);
    if (!isReachable) {
      throw Failure.of(
          AdsFault.USER_PERMISSION_DENIED,
          "User doesn't have permission to access customer. Note: If you're accessing a client"
              + " customer, the manager's customer id must be set in the 'login-customer-id'"
              + " header. See https://developers.google.com/google-ads/api/docs/concepts/call-structure#cid");
    }
    if (account.kind() == Account.Kind.CANCELED) {
      throw Failure.of(
          AdsFault.CUSTOMER_NOT_ENABLED,
          "The customer account can't be accessed because it is not yet enabled or has been"
              + " deactivated.");
    }
    return account;
  }

  private Optional<Account> login(Asked asked) {
    return asked
        .header("login-customer-id")
        .map(
            id -> {
              if (!id.matches(ID)) {
                throw Failure.of(
                    AdsFault.INVALID_LOGIN_CUSTOMER_ID,
                    "The login customer ID '" + id + "' is not ten digits without hyphens.");
              }
              return accounts
                  .find(Long.parseLong(id))
                  .orElseThrow(
                      () ->
                          Failure.of(
                              AdsFault.USER_PERMISSION_DENIED,
                              "User doesn't have permission to access the login customer."));
            });
  }
}
