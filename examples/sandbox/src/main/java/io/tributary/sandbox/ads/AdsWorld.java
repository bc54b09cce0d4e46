package io.tributary.sandbox.ads;

import io.tributary.sandbox.ads.Lead.Conversion;
import io.tributary.sandbox.ads.Visits.Moment;
import io.tributary.sandbox.chance.Draw;
import io.tributary.sandbox.chance.Ids;
import io.tributary.sandbox.realm.Days;
import io.tributary.sandbox.realm.Kingdom;
import io.tributary.sandbox.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The advertising at a moment. Visits are drawn when they are asked for; only the clicks that
 * brought customers are held. Safe to read from several threads.
 */
public final class AdsWorld {
  private final AdsPlan plan;
  private final long now;
  private final Accounts accounts;
  private final World world;
  private final Visits visits;
  private final List<Kingdom> kingdoms;
  private final Ids ids;
  private @Nullable Leads leads;

  private AdsWorld(AdsPlan plan, World world, Accounts accounts) {
    this.plan = plan;
    this.accounts = accounts;
    now = world.now();
    this.world = world;
    visits = new Visits(plan);
    kingdoms = world.kingdoms();
    ids = new Ids(plan.world().seed());
  }

  /** Found when somebody first asks, since whoever only asks Stripe's half need not wait for it. */
  private synchronized Leads leads() {
    if (leads == null) {
      leads = Leads.of(world, accounts);
    }
    return leads;
  }

  /** Advertises in a world, as it is known at the world's moment. */
  public static AdsWorld of(AdsPlan plan, World world) {
    return new AdsWorld(plan, world, Accounts.with(plan.moreAccounts()));
  }

  /** Takes what was counted on a day; the measures are only valid during the call. */
  @FunctionalInterface
  public interface Sink {
    void take(long key, long[] measures);
  }

  /** Takes a click and its name. */
  @FunctionalInterface
  public interface ClickSink {
    void take(long key, String click);
  }

  public Accounts accounts() {
    return accounts;
  }

  public AdsPlan plan() {
    return plan;
  }

  public long now() {
    return now;
  }

  public long today(Account account) {
    return account.day(now);
  }

  public List<Kingdom> kingdoms() {
    return kingdoms;
  }

  /** The first day of the world. */
  public long firstDay() {
    return Days.of(plan.world().since());
  }

  /** A day as campaigns count it. */
  public long worldDay(long day) {
    return day - firstDay();
  }

  /** Today as campaigns count it. */
  public long worldDay(Account account) {
    return worldDay(today(account));
  }

  /** The campaigns that an account has made. */
  public List<Campaign> campaigns(Account account) {
    boolean advertises = account.kind() == Account.Kind.CLIENT;
    return advertises ? Campaign.by(worldDay(account)) : List.of();
  }

  /** Everything that was counted for an account on a day, in some campaigns. */
  public void count(Account account, long day, Predicate<Campaign> which, Sink sink) {
    if (day > today(account)) {
      return;
    }
    Moment moment = Moment.of(account, day, now);
    for (Campaign campaign : campaigns(account)) {
      if (which.test(campaign) && campaign.runs(worldDay(day))) {
        for (int group = 0; group < plan.groups(campaign); group++) {
          visits.of(
              account,
              campaign,
              group,
              moment,
              (key, number, counted) -> split(key, counted, sink));
        }
      }
    }
    long[] counted = Measure.none();
    for (Lead lead : leads().clickedOn(account, day)) {
      if (which.test(Campaign.of(Dim.CAMPAIGN.of(lead.key())))) {
        count(lead, day, counted, sink);
      }
    }
    for (Lead lead : leads().convertedOn(account, day)) {
      if (which.test(Campaign.of(Dim.CAMPAIGN.of(lead.key())))) {
        countConversions(lead, day, counted, sink);
      }
    }
  }

  /** What people did besides looking counts for the action. */
  private static void split(long key, long[] counted, Sink sink) {
    boolean acts = Measure.ALL_CONVERSIONS.of(counted) > 0;
    if (!acts) {
      sink.take(key, counted);
      return;
    }
    long[] acted = Measure.none();
    for (Measure each : List.of(Measure.ALL_CONVERSIONS, Measure.ALL_CONVERSIONS_BY_DATE)) {
      each.put(acted, each.of(counted));
      each.put(counted, 0);
    }
    sink.take(key, counted);
    sink.take(key | Dim.ACTION.at(Action.LETTER.number()), acted);
  }

  private void count(Lead lead, long day, long[] counted, Sink sink) {
    long key = lead.key() | Visits.calendar(day);
    Arrays.fill(counted, 0);
    Measure.IMPRESSIONS.put(counted, 1);
    Measure.CLICKS.put(counted, 1);
    Measure.COST_MICROS.put(
        counted,
        Visits.price(
            new Draw(lead.clickedAt()).at(lead.key()), lead.account().territory().currency()));
    sink.take(key, counted);
    for (Conversion conversion : lead.conversions()) {
      Arrays.fill(counted, 0);
      Measure.CONVERSIONS.put(counted, 1);
      Measure.CONVERSIONS_VALUE.put(counted, conversion.value());
      Measure.ALL_CONVERSIONS.put(counted, 1);
      Measure.ALL_CONVERSIONS_VALUE.put(counted, conversion.value());
      sink.take(key | Dim.ACTION.at(conversion.action().number()), counted);
    }
  }

  private static void countConversions(Lead lead, long day, long[] counted, Sink sink) {
    long key = lead.key() | Visits.calendar(day);
    for (Conversion conversion : lead.conversions()) {
      if (lead.account().day(conversion.at()) == day) {
        Arrays.fill(counted, 0);
        Measure.CONVERSIONS_BY_DATE.put(counted, 1);
        Measure.CONVERSIONS_VALUE_BY_DATE.put(counted, conversion.value());
        Measure.ALL_CONVERSIONS_BY_DATE.put(counted, 1);
        Measure.ALL_CONVERSIONS_VALUE_BY_DATE.put(counted, conversion.value());
        sink.take(key | Dim.ACTION.at(conversion.action().number()), counted);
      }
    }
  }

  /** Every click of a day. */
  public void clicks(Account account, long day, ClickSink sink) {
    if (day > today(account)) {
      return;
    }
    Moment moment = Moment.of(account, day, now);
    for (Campaign campaign : campaigns(account)) {
      if (campaign.runs(worldDay(day))) {
        for (int group = 0; group < plan.groups(campaign); group++) {
          visits.of(
              account,
              campaign,
              group,
              moment,
              (key, number, counted) -> {
                for (int i = 0; i < Measure.CLICKS.of(counted); i++) {
                  sink.take(key, Visits.click(ids, number, i));
                }
              });
        }
      }
    }
    for (Lead lead : leads().clickedOn(account, day)) {
      sink.take(lead.key() | Visits.calendar(day), lead.click());
    }
  }
}
