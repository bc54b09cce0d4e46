package io.tributary.sandbox.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.json.Json;
import java.util.List;
import java.util.Map;

/** Ad groups, their advertisements, and asset groups. */
final class AdGroupFields {
  private static final List<String> HEADLINES =
      List.of("Pay your tribute", "Gold for the crown", "Markets are open", "Join the guild");

  private AdGroupFields() {}

  static void addTo(Map<String, Reader> readers) {
    readers.put(
        "ad_group.resource_name", inGroups(row -> AdIds.groupName(row.account(), row.key())));
    readers.put("ad_group.id", inGroups(row -> AdIds.group(row.account(), row.key())));
    readers.put("ad_group.name", inGroups(AdGroupFields::name));
    readers.put("ad_group.status", inGroups(CampaignFields::status));
    readers.put("ad_group.type", inGroups(row -> row.campaign().channel().groupType()));
    readers.put("ad_group.campaign", row -> AdIds.campaignName(row.account(), row.key()));
    readers.put(
        "ad_group.base_ad_group", inGroups(row -> AdIds.groupName(row.account(), row.key())));
    readers.put(
        "ad_group.cpc_bid_micros",
        row ->
            row.account()
                .territory()
                .currency()
                .micros(Changes.bidMicros(row.at(Dim.GROUP), row.world().worldDay(row.account()))));
    readers.put("ad_group_ad.resource_name", row -> AdIds.adName(row.account(), row.key()));
    readers.put("ad_group_ad.ad_group", row -> AdIds.groupName(row.account(), row.key()));
    readers.put("ad_group_ad.status", row -> row.at(Dim.AD) == 2 ? "PAUSED" : "ENABLED");
    readers.put("ad_group_ad.ad_strength", row -> "GOOD");
    readers.put("ad_group_ad.policy_summary.approval_status", row -> "APPROVED");
    readers.put("ad_group_ad.policy_summary.review_status", row -> "REVIEWED");
    readers.put("ad_group_ad.ad.id", row -> AdIds.ad(row.account(), row.key()));
    readers.put(
        "ad_group_ad.ad.resource_name",
        row -> row.account().path("ads/" + AdIds.ad(row.account(), row.key())));
    readers.put("ad_group_ad.ad.type", row -> row.campaign().channel().adType());
    readers.put("ad_group_ad.ad.name", row -> name(row) + ", ad " + (row.at(Dim.AD) + 1));
    readers.put("ad_group_ad.ad.final_urls", row -> List.of(url(row)));
    readers.put("ad_group_ad.ad.final_mobile_urls", row -> List.of());
    readers.put("ad_group_ad.ad.final_url_suffix", row -> "utm_content=ad" + (row.at(Dim.AD) + 1));
    readers.put("ad_group_ad.ad.display_url", row -> "treasury.example.com");
    readers.put("ad_group_ad.ad.added_by_google_ads", row -> false);
    readers.put("ad_group_ad.ad.responsive_search_ad.headlines", AdGroupFields::headlines);
    readers.put("asset_group.resource_name", row -> AdIds.assetGroupName(row.account(), row.key()));
    readers.put("asset_group.id", row -> AdIds.assetGroup(row.account(), row.key()));
    readers.put("asset_group.name", row -> row.campaign().title() + ", assets " + group(row));
    readers.put("asset_group.campaign", row -> AdIds.campaignName(row.account(), row.key()));
    readers.put("asset_group.status", CampaignFields::status);
    readers.put("asset_group.primary_status", row -> "ELIGIBLE");
    readers.put("asset_group.ad_strength", row -> "EXCELLENT");
    readers.put("asset_group.final_urls", row -> List.of(url(row)));
    readers.put("asset_group.path1", row -> "crown");
    readers.put("asset_group.path2", row -> "visit");
  }

  /** Performance Max has no ad groups. */
  private static Reader inGroups(Reader reader) {
    return row -> row.campaign().channel().hasAdGroups() ? reader.of(row) : null;
  }

  private static int group(Row row) {
    return row.at(Dim.GROUP) + 1;
  }

  private static String name(Row row) {
    return row.campaign().title() + ", group " + group(row);
  }

  static String url(Row row) {
    return "https://treasury.example.com/"
        + row.campaign().code()
        + "?utm_source=google&utm_medium=cpc&utm_campaign="
        + row.campaign().code();
  }

  private static ArrayNode headlines(Row row) {
    ArrayNode headlines = Json.array();
    for (String headline : HEADLINES) {
      headlines.addObject().put("text", headline);
    }
    headlines.addObject().put("text", row.campaign().title()).put("pinnedField", "HEADLINE_1");
    return headlines;
  }
}
