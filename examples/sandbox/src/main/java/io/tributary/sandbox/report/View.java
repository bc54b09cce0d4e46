package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.Action;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Campaign;
import io.tributary.sandbox.ads.Channel;
import io.tributary.sandbox.ads.Dim;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A resource whose rows are sums over visits: what tells them apart, which campaigns and visits
 * count, and what its rows are beside that.
 */
record View(
    long mask,
    Predicate<Campaign> campaigns,
    LongPredicate keys,
    boolean isEntity,
    @Nullable Object detail) {
  private static final long GROUP = Dim.CAMPAIGN.mask() | Dim.GROUP.mask();
  private static final int HIDDEN_TERMS = 127;

  /** The resources that have visits to count, but for {@link MoreViews}. */
  private static final Map<String, View> ALL =
      Map.ofEntries(
          Map.entry("customer", entity(0, each -> true)),
          Map.entry("campaign", entity(Dim.CAMPAIGN.mask(), each -> true)),
          Map.entry("campaign_budget", entity(Dim.CAMPAIGN.mask(), each -> true)),
          Map.entry(
              "conversion_action",
              new View(Dim.ACTION.mask(), each -> true, key -> Dim.ACTION.of(key) > 0, true, null)),
          Map.entry("ad_group", entity(GROUP, each -> each.channel().hasAdGroups())),
          Map.entry(
              "ad_group_ad", entity(GROUP | Dim.AD.mask(), each -> each.channel().hasAdGroups())),
          Map.entry(
              "keyword_view",
              criteria(CriterionFields.KEYWORD_MASK, CriterionFields.Kind.KEYWORD, View::searches)),
          Map.entry(
              "age_range_view",
              criteria(
                  GROUP | Dim.AGE.mask(),
                  CriterionFields.Kind.AGE_RANGE,
                  each -> each.channel().hasAdGroups())),
          Map.entry(
              "gender_view",
              criteria(
                  GROUP | Dim.GENDER.mask(),
                  CriterionFields.Kind.GENDER,
                  each -> each.channel().hasAdGroups())),
          Map.entry(
              "asset_group", entity(GROUP, each -> each.channel() == Channel.PERFORMANCE_MAX)),
          Map.entry(
              "search_term_view",
              new View(GROUP | Dim.TERM.mask(), View::searches, View::isShownTerm, false, null)),
          Map.entry(
              "geographic_view", seen(Dim.COUNTRY.mask() | Dim.INTEREST.mask(), each -> true)),
          Map.entry(
              "user_location_view", seen(Dim.COUNTRY.mask() | Dim.INTEREST.mask(), each -> true)),
          Map.entry(
              "shopping_performance_view", seen(0, each -> each.channel() == Channel.SHOPPING)),
          Map.entry(
              "landing_page_view",
              seen(Dim.CAMPAIGN.mask(), each -> each.channel() != Channel.SHOPPING)));

  /** The view that a resource is, or null if it sums up nothing. */
  static @Nullable View of(String resource) {
    View view = ALL.get(resource);
    return view == null ? MoreViews.ALL.get(resource) : view;
  }

  /** Google tells only what enough people have typed. */
  static boolean isShownTerm(long key) {
    return Dim.TERM.of(key) < HIDDEN_TERMS;
  }

  static boolean searches(Campaign campaign) {
    return campaign.channel() == Channel.SEARCH;
  }

  private static View entity(long mask, Predicate<Campaign> campaigns) {
    return new View(mask, campaigns, key -> true, true, null);
  }

  private static View criteria(
      long mask, CriterionFields.Kind kind, Predicate<Campaign> campaigns) {
    return new View(mask, campaigns, key -> true, true, kind);
  }

  private static View seen(long mask, Predicate<Campaign> campaigns) {
    return new View(mask, campaigns, key -> true, false, null);
  }

  /** What selecting a field of another resource tells apart. */
  static long maskOf(String resource) {
    return switch (resource) {
      case "campaign", "campaign_budget" -> Dim.CAMPAIGN.mask();
      case "ad_group", "asset_group" -> GROUP;
      case "ad_group_ad" -> GROUP | Dim.AD.mask();
      default -> 0;
    };
  }

  boolean counts(long key) {
    return keys.test(key);
  }

  /** Every key that there is, whether or not anything was counted for it. */
  void each(AdsWorld world, Account account, LongConsumer keys) {
    if (mask == 0) {
      keys.accept(0);
      return;
    }
    if (mask == Dim.ACTION.mask()) {
      boolean advertises = account.kind() == Account.Kind.CLIENT;
      Action.ALL.stream()
          .filter(action -> advertises)
          .forEach(action -> keys.accept(Dim.ACTION.at(action.number())));
      return;
    }
    for (Campaign campaign : world.campaigns(account)) {
      if (campaigns.test(campaign)) {
        groups(world, campaign, keys);
      }
    }
  }

  private void groups(AdsWorld world, Campaign campaign, LongConsumer keys) {
    long key = Dim.CAMPAIGN.at(campaign.index());
    int groups = (mask & Dim.GROUP.mask()) == 0 ? 1 : world.plan().groups(campaign);
    for (int group = 0; group < groups; group++) {
      below(key | Dim.GROUP.at(group), keys);
    }
  }

  private void below(long group, LongConsumer keys) {
    int ads = (mask & Dim.AD.mask()) == 0 ? 1 : 3;
    int slots = (mask & Dim.SLOT.mask()) == 0 ? 1 : 12;
    int ages = (mask & Dim.AGE.mask()) == 0 ? 1 : 7;
    int genders = (mask & Dim.GENDER.mask()) == 0 ? 1 : 3;
    for (int i = 0; i < ads * slots * ages * genders; i++) {
      keys.accept(
          group
              | Dim.AD.at(i % ads)
              | Dim.SLOT.at(i / ads % slots)
              | Dim.AGE.at(i / ads / slots % ages)
              | Dim.GENDER.at(i / ads / slots / ages % genders));
    }
  }
}
