package io.tributary.tap.googleads.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.account.Account;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.api.Reading;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many days of what was read before are read again: conversions are of the day of the click,
 * however late they come. Thread-safe.
 */
public final class Lookback {
  private static final String QUERY =
      "SELECT conversion_action.click_through_lookback_window_days,"
          + " conversion_action.view_through_lookback_window_days FROM conversion_action"
          + " WHERE conversion_action.status = 'ENABLED'";

  /** For what is counted late, and for clicks that are credited. */
  private static final int SETTLING_DAYS = 3;

  private final AdsApi api;
  private final OptionalInt days;
  private final OptionalInt ofConversions;
  private final Map<Long, Integer> found = new ConcurrentHashMap<>();
  private final Map<Long, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param days how many; what each account's conversion actions say, if it is not said
   * @param ofConversions how many where rows are of a conversion action, if not as many
   */
  public Lookback(AdsApi api, OptionalInt days, OptionalInt ofConversions) {
    this.api = api;
    this.days = days;
    this.ofConversions = ofConversions;
  }

  int days(Account account, boolean isOfConversions) throws IOException, InterruptedException {
    if (isOfConversions && ofConversions.isPresent()) {
      return ofConversions.getAsInt();
    }
    if (days.isPresent()) {
      return days.getAsInt();
    }
    ReentrantLock lock = locks.computeIfAbsent(account.id(), id -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Integer known = found.get(account.id());
      if (known == null) {
        known = ask(account);
        found.put(account.id(), known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** Whether accounts have to be asked for it. */
  boolean isAsked(boolean isOfConversions) {
    return days.isEmpty() && !(isOfConversions && ofConversions.isPresent());
  }

  private int ask(Account account) throws IOException, InterruptedException {
    AtomicInteger longest = new AtomicInteger();
    api.rowsAgain(
        account.caller(),
        QUERY,
        () ->
            Reading.of(
                row -> {
                  JsonNode action = row.tree().path("conversionAction");
                  int clicks = action.path("clickThroughLookbackWindowDays").asInt();
                  int views = action.path("viewThroughLookbackWindowDays").asInt();
                  longest.accumulateAndGet(Math.max(clicks, views), Math::max);
                }));
    return longest.get() + SETTLING_DAYS;
  }
}
