package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Country;
import io.tributary.sandbox.ads.Dim;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/** The fields of {@link MoreViews}. */
final class MoreViewFields {
  private static final List<String> SITES =
      List.of(
          "herald",
          "almanac",
          "ballads",
          "falconry",
          "cooking-pot",
          "weather-vane",
          "tavern-news",
          "dice-and-cards",
          "old-maps",
          "bee-keeper",
          "joust-results",
          "court-gossip");
  private static final List<String> DISTANCES =
      List.of(
          "700M", "1KM", "5KM", "10KM", "15KM", "20KM", "25KM", "30KM", "35KM", "40KM", "45KM",
          "50KM");
  private static final List<String> VIDEOS =
      List.of("How the old houses were built", "A day at court", "The tax collector sings");
  private static final int FIRST_HOUR = 6;

  private MoreViewFields() {}

  static void addTo(Map<String, Reader> readers) {
    placements(readers);
    campaignCriteria(readers);
    words(readers);
    others(readers);
  }

  private static void placements(Map<String, Reader> readers) {
    for (String view :
        List.of(
            "group_placement_view", "detail_placement_view", "performance_max_placement_view")) {
      readers.put(view + ".placement", MoreViewFields::site);
      readers.put(view + ".display_name", row -> SITES.get(row.at(Dim.SLOT)).replace('-', ' '));
      readers.put(view + ".placement_type", row -> "WEBSITE");
      readers.put(view + ".target_url", row -> "https://" + site(row));
    }
    readers.put("detail_placement_view.group_placement_target_url", MoreViewFields::site);
    readers.put("group_placement_view.resource_name", row -> placement(row, "groupPlacementViews"));
    readers.put(
        "detail_placement_view.resource_name", row -> placement(row, "detailPlacementViews"));
    readers.put(
        "performance_max_placement_view.resource_name",
        row ->
            row.account()
                .path("performanceMaxPlacementViews/" + CriterionFields.encoded(site(row))));
  }

  private static String site(Row row) {
    return "www." + SITES.get(row.at(Dim.SLOT)) + ".example";
  }

  private static String placement(Row row, String collection) {
    return row.account()
        .path(
            collection
                + "/"
                + AdIds.group(row.account(), row.key())
                + "~"
                + CriterionFields.encoded(site(row)));
  }

  /** A campaign is shown by day of the week, in places, and to audiences. */
  private static void campaignCriteria(Map<String, Reader> readers) {
    view(readers, "ad_schedule_view", "adScheduleViews");
    view(readers, "location_view", "locationViews");
    view(readers, "campaign_audience_view", "campaignAudienceViews");
    or(readers, "campaign_criterion.criterion_id", MoreViewFields::criterion);
    or(readers, "campaign_criterion.type", MoreViewFields::type);
    or(
        readers,
        "campaign_criterion.location.geo_target_constant",
        row -> type(row).equals("LOCATION") ? country(row).resourceName() : null);
    readers.put(
        "campaign_criterion.ad_schedule.day_of_week",
        row -> row.at(Dim.WEEKDAY) > 0 ? DayOfWeek.of(row.at(Dim.WEEKDAY)).name() : null);
    readers.put("campaign_criterion.ad_schedule.start_hour", hour(FIRST_HOUR));
    readers.put("campaign_criterion.ad_schedule.end_hour", hour(24));
  }

  private static Reader hour(int hour) {
    return row -> row.at(Dim.WEEKDAY) > 0 ? hour : null;
  }

  private static void view(Map<String, Reader> readers, String view, String collection) {
    readers.put(
        view + ".resource_name",
        row ->
            row.account()
                .path(
                    collection
                        + "/"
                        + AdIds.campaign(row.account(), row.key())
                        + "~"
                        + criterion(row)));
  }

  private static void or(Map<String, Reader> readers, String field, Reader otherwise) {
    Reader first = readers.get(field);
    readers.put(
        field,
        row -> {
          Object value = first == null ? null : first.of(row);
          return value == null ? otherwise.of(row) : value;
        });
  }

  private static String type(Row row) {
    if (row.at(Dim.WEEKDAY) > 0) {
      return "AD_SCHEDULE";
    }
    return row.detail(Place.class) == null ? "USER_LIST" : "LOCATION";
  }

  /** Says of a row that it is of a place. */
  enum Place {
    TARGETED
  }

  private static Country country(Row row) {
    return Country.at(row.at(Dim.COUNTRY));
  }

  private static Object criterion(Row row) {
    return switch (type(row)) {
      case "AD_SCHEDULE" -> 320_000L + row.at(Dim.WEEKDAY);
      case "LOCATION" -> country(row).criterion();
      default -> CriterionFields.userList(row.account(), row.at(Dim.AD));
    };
  }

  private static void words(Map<String, Reader> readers) {
    readers.put("campaign_search_term_view.search_term", CriterionFields::term);
    readers.put(
        "campaign_search_term_view.resource_name",
        row ->
            row.account()
                .path(
                    "campaignSearchTermViews/"
                        + AdIds.campaign(row.account(), row.key())
                        + "~"
                        + CriterionFields.encoded(CriterionFields.term(row))));
    readers.put("paid_organic_search_term_view.search_term", CriterionFields::term);
    readers.put(
        "paid_organic_search_term_view.resource_name",
        row ->
            row.account()
                .path(
                    "paidOrganicSearchTermViews/"
                        + AdIds.campaign(row.account(), row.key())
                        + "~"
                        + AdIds.group(row.account(), row.key())
                        + "~"
                        + CriterionFields.encoded(CriterionFields.term(row))));
    String dynamic = "dynamic_search_ads_search_term_view.";
    readers.put(dynamic + "search_term", CriterionFields::term);
    readers.put(dynamic + "headline", row -> "All about the " + CriterionFields.term(row));
    readers.put(dynamic + "landing_page", AdGroupFields::url);
    readers.put(dynamic + "page_url", AdGroupFields::url);
    readers.put(
        dynamic + "resource_name",
        row ->
            row.account()
                .path(
                    "dynamicSearchAdsSearchTermViews/"
                        + AdIds.group(row.account(), row.key())
                        + "~"
                        + (1_000_000L + row.at(Dim.TERM))
                        + "~1~1~1"));
  }

  private static void others(Map<String, Reader> readers) {
    readers.put("distance_view.metric_system", row -> true);
    readers.put("distance_view.distance_bucket", MoreViewFields::distance);
    readers.put(
        "distance_view.resource_name",
        row -> row.account().path("distanceViews/1~" + distance(row)));
    readers.put("expanded_landing_page_view.expanded_final_url", AdGroupFields::url);
    readers.put(
        "expanded_landing_page_view.resource_name",
        row ->
            row.account().path("expandedLandingPageViews/" + (7_000_000L + row.at(Dim.CAMPAIGN))));
    readers.put("video.id", MoreViewFields::video);
    readers.put("video.title", row -> VIDEOS.get(row.at(Dim.AD)));
    readers.put("video.channel_id", row -> "UCtreasury");
    readers.put("video.duration_millis", row -> 30_000L * (1 + row.at(Dim.AD)));
    readers.put("video.resource_name", row -> row.account().path("videos/" + video(row)));
    readers.put("asset_group_listing_group_filter.id", MoreViewFields::filter);
    readers.put("asset_group_listing_group_filter.type", row -> "UNIT_INCLUDED");
    readers.put(
        "asset_group_product_group_view.resource_name",
        row ->
            row.account()
                .path(
                    "assetGroupProductGroupViews/"
                        + AdIds.assetGroup(row.account(), row.key())
                        + "~"
                        + filter(row)));
    assets(readers);
  }

  private static String distance(Row row) {
    return "WITHIN_" + DISTANCES.get(row.at(Dim.SLOT));
  }

  private static String video(Row row) {
    return "crown-" + row.account().ordinal() + "-" + row.at(Dim.AD);
  }

  private static long filter(Row row) {
    return AdIds.assetGroup(row.account(), row.key()) + 500_000_000L;
  }

  private static void assets(Map<String, Reader> readers) {
    String view = "ad_group_ad_asset_view.";
    readers.put(view + "field_type", row -> text(row).type());
    readers.put(view + "performance_label", row -> row.at(Dim.AD) == 0 ? "BEST" : "GOOD");
    readers.put(view + "enabled", row -> true);
    readers.put(
        view + "resource_name",
        row -> {
          Account account = row.account();
          return account.path(
              "adGroupAdAssetViews/"
                  + AdIds.group(account, row.key())
                  + "~"
                  + AdIds.ad(account, row.key())
                  + "~"
                  + text(row).id(account)
                  + "~"
                  + text(row).type());
        });
    or(readers, "asset.id", row -> text(row).id(row.account()));
    or(readers, "asset.name", row -> text(row).text());
  }

  private static ListFields.Text text(Row row) {
    return ListFields.Text.ALL.get(row.at(Dim.AD) % ListFields.Text.ALL.size());
  }
}
