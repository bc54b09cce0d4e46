package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Country;
import io.tributary.sandbox.ads.Dim;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places, clicks and pages: what is seen of visits without being a part of a campaign. */
final class ViewFields {
  private ViewFields() {}

  /** A click by its name. */
  record Click(String name) {}

  static void addTo(Map<String, Reader> readers) {
    readers.put("geographic_view.country_criterion_id", row -> country(row).criterion());
    readers.put("geographic_view.location_type", ViewFields::locationType);
    readers.put(
        "geographic_view.resource_name",
        row ->
            row.account()
                .path("geographicViews/" + country(row).criterion() + "~" + locationType(row)));
    readers.put("user_location_view.country_criterion_id", row -> country(row).criterion());
    readers.put("user_location_view.targeting_location", row -> row.at(Dim.INTEREST) == 0);
    readers.put(
        "user_location_view.resource_name",
        row ->
            row.account()
                .path(
                    "userLocationViews/"
                        + country(row).criterion()
                        + "~"
                        + (row.at(Dim.INTEREST) == 0)));
    readers.put("click_view.gclid", ViewFields::click);
    readers.put(
        "click_view.resource_name",
        row ->
            row.account().path("clickViews/" + LocalDate.ofEpochDay(row.day()) + "~" + click(row)));
    readers.put(
        "click_view.ad_group_ad",
        row ->
            row.campaign().channel().hasAdGroups() ? AdIds.adName(row.account(), row.key()) : null);
    readers.put("click_view.page_number", row -> 1L + row.at(Dim.TERM) % 3);
    readers.put("click_view.keyword", searched(CriterionFields::keywordName));
    readers.put("click_view.keyword_info.text", searched(CriterionFields::keyword));
    readers.put("click_view.keyword_info.match_type", searched(CriterionFields::matchType));
    readers.put("click_view.area_of_interest.country", row -> country(row).resourceName());
    readers.put("click_view.area_of_interest.most_specific", row -> country(row).resourceName());
    readers.put("click_view.location_of_presence.country", ViewFields::presence);
    readers.put("click_view.location_of_presence.most_specific", ViewFields::presence);
    readers.put(
        "shopping_performance_view.resource_name",
        row -> row.account().path("shoppingPerformanceView"));
    readers.put("landing_page_view.unexpanded_final_url", AdGroupFields::url);
    readers.put(
        "landing_page_view.resource_name",
        row -> row.account().path("landingPageViews/" + (7_000_000L + row.at(Dim.CAMPAIGN))));
  }

  private static Reader searched(Reader reader) {
    return row -> View.searches(row.campaign()) ? reader.of(row) : null;
  }

  private static Country country(Row row) {
    return Country.at(row.at(Dim.COUNTRY));
  }

  private static String locationType(Row row) {
    return row.at(Dim.INTEREST) == 0 ? "LOCATION_OF_PRESENCE" : "AREA_OF_INTEREST";
  }

  private static @Nullable Object presence(Row row) {
    return row.at(Dim.INTEREST) == 0 ? country(row).resourceName() : null;
  }

  private static @Nullable String click(Row row) {
    Click click = row.detail(Click.class);
    return click == null ? null : click.name();
  }
}
