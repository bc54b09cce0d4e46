package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdIds;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A change to a thing of an account: of which one, when, to which field, from what to what. */
record Change(
    Kind kind,
    long key,
    long at,
    @Nullable String field,
    @Nullable Object before,
    @Nullable Object after) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", java.util.Locale.ROOT);
  private static final int MICROS = 1_000;

  /** What is changed, by Google's names. */
  enum Kind {
    CAMPAIGN("campaign"),
    CAMPAIGN_BUDGET("campaignBudget"),
    AD_GROUP("adGroup");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  String thing(Account account) {
    return switch (kind) {
      case CAMPAIGN -> AdIds.campaignName(account, key);
      case CAMPAIGN_BUDGET -> AdIds.budgetName(account, key);
      case AD_GROUP -> AdIds.groupName(account, key);
    };
  }

  String operation() {
    return field == null ? "CREATE" : "REMOVED".equals(after) ? "REMOVE" : "UPDATE";
  }

  /** When it was, to the microsecond, in the account's time zone and in Google's form. */
  String time(Account account) {
    return Instant.ofEpochMilli(at)
        .plusNanos((key * 7 % MICROS) * MICROS)
        .atZone(account.territory().zone())
        .format(TIME);
  }

  long micros() {
    return at * MICROS + key * 7 % MICROS;
  }
}
