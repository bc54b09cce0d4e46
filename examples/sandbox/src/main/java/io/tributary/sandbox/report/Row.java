package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Campaign;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.ads.Measure;
import org.jspecify.annotations.Nullable;

/**
 * A row before its fields are read: which thing of which account it is about, on which day, what
 * was counted, and what else there is to tell (a click, a change, a client), if anything.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Row(
    AdsWorld world, Account account, long key, long day, long[] measures, @Nullable Object detail) {

  static Row of(AdsWorld world, Account account, long key, @Nullable Object detail) {
    return new Row(world, account, key, world.today(account), Measure.none(), detail);
  }

  Campaign campaign() {
    return Campaign.of(Dim.CAMPAIGN.of(key));
  }

  int at(Dim dim) {
    return dim.of(key);
  }

  long count(Measure measure) {
    return measure.of(measures);
  }

  /** What else there is to tell, if it is of a kind. */
  <T> @Nullable T detail(Class<T> type) {
    return type.isInstance(detail) ? type.cast(detail) : null;
  }
}
