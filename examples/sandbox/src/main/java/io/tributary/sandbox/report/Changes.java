package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Campaign;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.realm.Days;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an account was changed by those who manage it: campaigns come, are renamed and go; budgets
 * change every thirty days, and what an ad group bids every week.
 */
record Changes(AdsWorld world, Account account) {
  private static final int BUDGET_EVERY = 30;
  private static final int BID_EVERY = 7;
  private static final long MILLION = 1_000_000;

  /** A campaign's daily budget in dollars. */
  static long budgetDollars(Campaign campaign, long worldDay) {
    long change = Math.max(0, worldDay - campaign.index()) / BUDGET_EVERY;
    return 20 + 5 * ((change * 7 + campaign.index()) % 9);
  }

  /** What an ad group bids for a click, in millionths of a dollar. */
  static long bidMicros(int group, long worldDay) {
    long change = Math.max(0, worldDay - group % BID_EVERY) / BID_EVERY;
    return 300_000 + 10_000 * ((change * 11 + group) % 30);
  }

  /** The changes of some days that have happened, oldest first. */
  List<Change> between(LocalDate first, LocalDate last) {
    List<Change> changes = new ArrayList<>();
    long from = Math.max(first.toEpochDay(), world.firstDay());
    for (long day = from; day <= Math.min(last.toEpochDay(), world.today(account)); day++) {
      for (Campaign campaign : world.campaigns(account)) {
        add(changes, campaign, day);
      }
    }
    changes.removeIf(change -> change.at() > world.now());
    changes.sort(Comparator.comparingLong(Change::micros).thenComparing(Change::key));
    return changes;
  }

  /** The last change of each thing that was changed on some days. */
  Collection<Change> lastBetween(LocalDate first, LocalDate last) {
    Map<String, Change> latest = new LinkedHashMap<>();
    for (Change change : between(first, LocalDate.ofEpochDay(world.today(account)))) {
      latest.remove(change.thing(account));
      latest.put(change.thing(account), change);
    }
    String end = last.plusDays(1).toString();
    latest.values().removeIf(change -> change.time(account).compareTo(end) >= 0);
    return latest.values();
  }

  private void add(List<Change> changes, Campaign campaign, long day) {
    long worldDay = world.worldDay(day);
    long key = Dim.CAMPAIGN.at(campaign.index());
    if (worldDay == campaign.starts()) {
      changes.add(change(Change.Kind.CAMPAIGN, key, day, null, null, campaign.name(worldDay)));
    }
    if (!campaign.runs(worldDay) && worldDay != campaign.ends()) {
      return;
    }
    if (worldDay == campaign.ends()) {
      changes.add(change(Change.Kind.CAMPAIGN, key, day, "status", "ENABLED", "REMOVED"));
      return;
    }
    if (campaign.renamings(worldDay) != campaign.renamings(worldDay - 1)) {
      String before = campaign.name(worldDay - 1);
      changes.add(change(Change.Kind.CAMPAIGN, key, day, "name", before, campaign.name(worldDay)));
    }
    long budget = budgetDollars(campaign, worldDay);
    long budgetBefore = budgetDollars(campaign, worldDay - 1);
    if (budget != budgetBefore) {
      changes.add(
          change(
              Change.Kind.CAMPAIGN_BUDGET,
              key,
              day,
              "amountMicros",
              micros(budgetBefore * MILLION),
              micros(budget * MILLION)));
    }
    for (int group = 0;
        campaign.channel().hasAdGroups() && group < world.plan().groups(campaign);
        group++) {
      long bid = bidMicros(group, worldDay);
      long bidBefore = bidMicros(group, worldDay - 1);
      if (bid != bidBefore) {
        long place = key | Dim.GROUP.at(group);
        changes.add(
            change(
                Change.Kind.AD_GROUP, place, day, "cpcBidMicros", micros(bidBefore), micros(bid)));
      }
    }
  }

  private String micros(long dollarMicros) {
    return Long.toString(account.territory().currency().micros(dollarMicros));
  }

  private Change change(
      Change.Kind kind,
      long key,
      long day,
      @Nullable String field,
      @Nullable Object before,
      @Nullable Object after) {
    ZoneId zone = account.territory().zone();
    long midnight = LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    Draw draw = new Draw(account.id()).at(key).at(day).at(kind.word());
    return new Change(
        kind, key, midnight + draw.between(8 * Days.HOUR, 18 * Days.HOUR), field, before, after);
  }
}
