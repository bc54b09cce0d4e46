package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.option.AdsFault;
import io.tributary.sandbox.realm.Days;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts what Google counts against a project's daily quota: every query as one, whatever its rows
 * or pages. Safe to use from several threads.
 */
public final class Operations {
  private final int daily;
  private final Map<Long, Integer> ofAccounts = new TreeMap<>();
  private long day;
  private int today;
  private int all;

  /** Allows so many a day; any number if it is 0. */
  Operations(int daily) {
    this.daily = daily;
  }

  /** Counts one of an account (0 for none) at a moment, or refuses it until the next day. */
  synchronized void count(long account, long now) {
    if (Days.of(now) != day) {
      day = Days.of(now);
      today = 0;
    }
    if (daily > 0 && today >= daily) {
      ObjectNode details = Json.object();
      details
          .putObject("quotaErrorDetails")
          .put("rateScope", "DEVELOPER")
          .put("rateName", "Number of operations for basic access")
          .put("retryDelay", (Days.startOf(day + 1) - now) / Days.SECOND + "s");
      throw Failure.of(
          AdsFault.RESOURCE_EXHAUSTED,
          "Too many requests. Retry in "
              + (Days.startOf(day + 1) - now) / Days.SECOND
              + " seconds.",
          Optional.of(details));
    }
    today++;
    all++;
    ofAccounts.merge(account, 1, Integer::sum);
  }

  /** All that have been counted, on this day and before. */
  public synchronized int total() {
    return all;
  }

  /** Those of an account. */
  public synchronized int of(long account) {
    return ofAccounts.getOrDefault(account, 0);
  }

  /** What has been counted, as those who run the sandbox may see it. */
  public synchronized ObjectNode json() {
    ObjectNode json =
        Json.object().put("total", all).put("day", LocalDate.ofEpochDay(day).toString());
    json.put("today", today).put("daily", daily);
    ObjectNode accounts = json.putObject("accounts");
    ofAccounts.forEach((account, count) -> accounts.put(account.toString(), count));
    return json;
  }
}
