package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Channel;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.report.CriterionFields.Kind;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Views of what only shows where visits were counted: placements, topics, audiences, times of the
 * week, places, pages and words.
 */
final class MoreViews {
  private static final long CAMPAIGN = Dim.CAMPAIGN.mask();
  private static final long GROUP = CAMPAIGN | Dim.GROUP.mask();

  static final Map<String, View> ALL =
      Map.ofEntries(
          criterion("parental_status_view", Dim.AD, Kind.PARENTAL_STATUS, MoreViews::hasGroups),
          criterion("income_range_view", Dim.AGE, Kind.INCOME_RANGE, MoreViews::hasGroups),
          criterion("ad_group_audience_view", Dim.AD, Kind.USER_LIST, MoreViews::hasGroups),
          criterion("topic_view", Dim.AD, Kind.TOPIC, MoreViews::isBesideContent),
          criterion("managed_placement_view", Dim.AD, Kind.PLACEMENT, MoreViews::isBesideContent),
          criterion("display_keyword_view", Dim.SLOT, Kind.KEYWORD, MoreViews::isBesideContent),
          criterion("webpage_view", Dim.GROUP, Kind.WEBPAGE, MoreViews::searches),
          seen("campaign_audience_view", CAMPAIGN | Dim.AD.mask(), each -> true),
          seen("ad_schedule_view", CAMPAIGN | Dim.WEEKDAY.mask(), each -> true),
          entry(
              "location_view",
              CAMPAIGN | Dim.COUNTRY.mask(),
              each -> true,
              key -> true,
              MoreViewFields.Place.TARGETED),
          seen("distance_view", Dim.SLOT.mask(), each -> true),
          seen("group_placement_view", GROUP | Dim.SLOT.mask(), MoreViews::isBesideContent),
          seen("detail_placement_view", GROUP | Dim.SLOT.mask(), MoreViews::isBesideContent),
          seen(
              "performance_max_placement_view",
              CAMPAIGN | Dim.SLOT.mask(),
              each -> each == Channel.PERFORMANCE_MAX),
          seen("asset_group_product_group_view", GROUP, each -> each == Channel.PERFORMANCE_MAX),
          seen("ad_group_ad_asset_view", GROUP | Dim.AD.mask(), MoreViews::hasGroups),
          seen("video", Dim.AD.mask(), each -> each == Channel.VIDEO),
          seen("expanded_landing_page_view", CAMPAIGN, each -> each != Channel.SHOPPING),
          typed("campaign_search_term_view", CAMPAIGN | Dim.TERM.mask()),
          typed("dynamic_search_ads_search_term_view", GROUP | Dim.TERM.mask()),
          typed("paid_organic_search_term_view", GROUP | Dim.TERM.mask()));

  private MoreViews() {}

  private static boolean hasGroups(Channel channel) {
    return channel.hasAdGroups();
  }

  private static boolean searches(Channel channel) {
    return channel == Channel.SEARCH;
  }

  private static boolean isBesideContent(Channel channel) {
    return channel == Channel.DISPLAY || channel == Channel.VIDEO;
  }

  private static Map.Entry<String, View> criterion(
      String name, Dim dim, Kind kind, Predicate<Channel> channels) {
    return entry(name, GROUP | dim.mask(), channels, key -> true, kind);
  }

  private static Map.Entry<String, View> seen(String name, long mask, Predicate<Channel> channels) {
    return entry(name, mask, channels, key -> true, null);
  }

  /** What many people have typed; the rare words stay hidden. */
  private static Map.Entry<String, View> typed(String name, long mask) {
    return entry(name, mask, MoreViews::searches, View::isShownTerm, null);
  }

  private static Map.Entry<String, View> entry(
      String name,
      long mask,
      Predicate<Channel> channels,
      LongPredicate keys,
      @Nullable Object detail) {
    return Map.entry(
        name, new View(mask, each -> channels.test(each.channel()), keys, false, detail));
  }
}
