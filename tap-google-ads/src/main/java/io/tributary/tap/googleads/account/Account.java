package io.tributary.tap.googleads.account;

import io.tributary.tap.googleads.api.Caller;
import java.time.ZoneId;

/**
 * An account of Google Ads.
 *
 * @param caller how it is asked
 * @param name what its owner calls it
 * @param isManager whether it manages others, and has no advertisements of its own
 * @param currency in which it pays
 * @param zone in which its days begin
 * @param isNamed whether the settings name it, so that leaving it out is no small matter
 */
public record Account(
    Caller caller, String name, boolean isManager, String currency, ZoneId zone, boolean isNamed) {
  public long id() {
    return caller.customer();
  }

  /** The id as a state holds it. */
  public String key() {
    return Long.toString(id());
  }

  @Override
  public String toString() {
    return "account " + id();
  }
}
