package io.tributary.tap.stripe;

import io.tributary.singer.config.Setting;
import io.tributary.tap.stripe.account.Accounts;
import java.util.List;
import java.util.Optional;

/** Whose data to read, and what to do about what may not be read. */
public record AccountSettings(
    @Setting("The connected account to read instead of the key's own.") Optional<String> accountId,
    @Setting(
            value =
                "The connected accounts to read beside the key's own: none, all, or a list of ids."
                    + " Records then say in connected_account_id which account they are of, which"
                    + " becomes part of their key.",
            byDefault = "[\"none\"]")
        List<String> connectedAccounts,
    @Setting(
            value =
                "What to do about a stream that the key may not read: fail that stream and go on"
                    + " with the others, or skip it with a warning.",
            byDefault = "\"fail\"")
        OnPermissionError onPermissionError) {
  /** What to do about a stream that the key may not read. */
  public enum OnPermissionError {
    FAIL,
    SKIP
  }

  public AccountSettings {
    connectedAccounts = List.copyOf(connectedAccounts);
    new Accounts.Choice(accountId, connectedAccounts, false);
  }

  Accounts.Choice choice() {
    return new Accounts.Choice(
        accountId, connectedAccounts, onPermissionError == OnPermissionError.SKIP);
  }
}
