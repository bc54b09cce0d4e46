package io.tributary.tap.stripe;

import io.tributary.singer.config.Setting;
import io.tributary.tap.stripe.stream.Hydrate;
import io.tributary.tap.stripe.stream.Scope;
import java.time.Duration;

/** How to find out what has changed of what was read before. */
public record FollowSettings(
    @Setting(
            value =
                "Whether to read again what changed after it was read, as Stripe's events tell;"
                    + " the key must be allowed to read events.",
            byDefault = "true")
        boolean followChanges,
    @Setting(
            value =
                "Whether an object that changed is asked for or taken from its event: auto takes it"
                    + " from the event if that has the API version's shape and all the fields that"
                    + " are wanted; never leaves out what only events of other objects tell.",
            byDefault = "\"auto\"")
        Hydrate hydrate,
    @Setting(
            value = "How many seconds it may take until something that happened can be read.",
            byDefault = "120")
        Duration eventLagSeconds,
    @Setting(
            value = "How many seconds before the end of the last run to begin with the events.",
            byDefault = "3600")
        Duration eventLookbackSeconds,
    @Setting(
            value = "How many days of events are read in one go, at most.",
            byDefault = "7",
            aliases = "event_date_window_size")
        int eventWindowDays,
    @Setting(
            value =
                "Of which age in days at most to read everything again in each run, for changes of"
                    + " which no event tells; 0 for none.",
            byDefault = "0")
        int reconcileDays,
    @Setting(
            value =
                "After how many days to read all of the customers, products, prices, subscriptions"
                    + " and the like again; 0 for never.",
            byDefault = "0")
        int fullRefreshEveryDays) {
  public FollowSettings {
    if (eventLagSeconds.isNegative()) {
      throw new IllegalArgumentException("event_lag_seconds is less than 0");
    }
    if (eventLookbackSeconds.isNegative()) {
      throw new IllegalArgumentException("event_lookback_seconds is less than 0");
    }
    if (eventWindowDays < 1 || eventWindowDays > 30) {
      throw new IllegalArgumentException("event_window_days is not between 1 and 30");
    }
    if (reconcileDays < 0 || reconcileDays > 3650) {
      throw new IllegalArgumentException("reconcile_days is not between 0 and 3650");
    }
    if (fullRefreshEveryDays < 0 || fullRefreshEveryDays > 3650) {
      throw new IllegalArgumentException("full_refresh_every_days is not between 0 and 3650");
    }
  }

  Scope.Following following() {
    return new Scope.Following(
        followChanges,
        hydrate,
        Duration.ofDays(reconcileDays),
        Duration.ofDays(fullRefreshEveryDays));
  }
}
