package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Campaign;
import io.tributary.sandbox.ads.Channel;
import io.tributary.sandbox.ads.Country;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.ads.Measure;
import io.tributary.sandbox.realm.Currency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of resources that sum nothing up; none for what this world does not have. The metrics of
 * such rows are zero.
 */
record Listings(AdsWorld world, Account account, Window window) {
  private static final int AGES = 7;
  private static final int GENDERS = 3;

  Iterator<Row> of(String resource) {
    return switch (resource) {
      case "customer_client" -> clients().iterator();
      case "campaign_criterion" ->
          campaigns(each -> true, account.territory().countries()).iterator();
      case "campaign_label" ->
          campaigns(each -> each.index() % 2 == 0, ListFields.Label.ALL).iterator();
      case "asset_group_asset" -> assets().iterator();
      case "ad_group_criterion" -> criteria().iterator();
      case "user_list" -> own(ListFields.Audience.ALL).iterator();
      case "label" -> own(ListFields.Label.ALL).iterator();
      case "asset" -> own(ListFields.Text.ALL).iterator();
      case "geo_target_constant" -> rows(List.of(Country.values())).iterator();
      case "language_constant" -> rows(ListFields.Language.ALL).iterator();
      case "currency_constant" -> rows(List.of(Currency.values())).iterator();
      case "click_view" -> clicks().iterator();
      case "change_event" -> changes(Changes::between).iterator();
      case "change_status" -> changes(Changes::lastBetween).iterator();
      default -> rows(List.of()).iterator();
    };
  }

  private Row row(long key, @Nullable Object detail) {
    return Row.of(world, account, key, detail);
  }

  private List<Row> rows(Collection<?> details) {
    List<Row> rows = new ArrayList<>();
    details.forEach(each -> rows.add(row(0, each)));
    return rows;
  }

  /** What only accounts have that advertise. */
  private List<Row> own(Collection<?> details) {
    return rows(account.kind() == Account.Kind.CLIENT ? details : List.of());
  }

  /** A manager's whole tree, itself included; a client sees itself alone. */
  private List<Row> clients() {
    List<Row> rows = new ArrayList<>();
    for (Account each : world.accounts().all()) {
      int level = world.accounts().distance(account, each);
      if (level >= 0) {
        rows.add(row(0, new CustomerFields.Client(each, level)));
      }
    }
    return rows;
  }

  /** Campaigns, each with every one of some details. */
  private List<Row> campaigns(Predicate<Campaign> which, List<?> details) {
    List<Row> rows = new ArrayList<>();
    for (Campaign campaign : world.campaigns(account)) {
      long key = Dim.CAMPAIGN.at(campaign.index());
      if (which.test(campaign)) {
        details.forEach(detail -> rows.add(row(key, detail)));
      }
    }
    return rows;
  }

  private List<Row> assets() {
    List<Row> rows = new ArrayList<>();
    for (Campaign campaign : world.campaigns(account)) {
      for (int group = 0; group < world.plan().groups(campaign); group++) {
        long key = Dim.CAMPAIGN.at(campaign.index()) | Dim.GROUP.at(group);
        if (campaign.channel() == Channel.PERFORMANCE_MAX) {
          ListFields.Text.ALL.forEach(text -> rows.add(row(key, text)));
        }
      }
    }
    return rows;
  }

  private List<Row> criteria() {
    List<Row> rows = new ArrayList<>();
    for (Campaign campaign : world.campaigns(account)) {
      for (int group = 0; group < world.plan().groups(campaign); group++) {
        long key = Dim.CAMPAIGN.at(campaign.index()) | Dim.GROUP.at(group);
        int keywords = View.searches(campaign) ? AdIds.KEYWORDS : 0;
        if (campaign.channel().hasAdGroups()) {
          add(rows, key, CriterionFields.Kind.KEYWORD, Dim.SLOT, keywords);
          add(rows, key, CriterionFields.Kind.USER_LIST, Dim.AD, AdIds.AUDIENCES);
          add(rows, key, CriterionFields.Kind.AGE_RANGE, Dim.AGE, AGES);
          add(rows, key, CriterionFields.Kind.GENDER, Dim.GENDER, GENDERS);
        }
      }
    }
    return rows;
  }

  private void add(List<Row> rows, long group, CriterionFields.Kind kind, Dim dim, int count) {
    for (int i = 0; i < count; i++) {
      rows.add(row(group | dim.at(i), kind));
    }
  }

  private List<Row> clicks() {
    List<Row> rows = new ArrayList<>();
    LocalDate first = window.first();
    if (first != null) {
      long day = first.toEpochDay();
      long[] one = Measure.one(Measure.CLICKS);
      world.clicks(
          account,
          day,
          (key, click) ->
              rows.add(new Row(world, account, key, day, one, new ViewFields.Click(click))));
    }
    return rows;
  }

  @FunctionalInterface
  private interface Between {
    Collection<Change> of(Changes changes, LocalDate first, LocalDate last);
  }

  private List<Row> changes(Between between) {
    List<Row> rows = new ArrayList<>();
    LocalDate first = window.first();
    LocalDate last = window.last();
    if (first != null && last != null) {
      for (Change change : between.of(new Changes(world, account), first, last)) {
        rows.add(row(change.key(), change));
      }
    }
    return rows;
  }
}
