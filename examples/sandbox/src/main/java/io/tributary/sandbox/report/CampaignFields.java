package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Channel;
import io.tributary.sandbox.ads.Network;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Campaigns and their budgets, as they are at the world's moment. */
final class CampaignFields {
  private CampaignFields() {}

  static void addTo(Map<String, Reader> readers) {
    readers.put("campaign.resource_name", row -> AdIds.campaignName(row.account(), row.key()));
    readers.put("campaign.id", row -> AdIds.campaign(row.account(), row.key()));
    readers.put("campaign.name", CampaignFields::name);
    readers.put("campaign.status", CampaignFields::status);
    readers.put("campaign.serving_status", row -> isRemoved(row) ? "ENDED" : "SERVING");
    readers.put("campaign.primary_status", row -> isRemoved(row) ? "REMOVED" : "ELIGIBLE");
    readers.put("campaign.advertising_channel_type", row -> row.campaign().channel().name());
    readers.put("campaign.bidding_strategy_type", row -> row.campaign().channel().bidding());
    readers.put("campaign.campaign_budget", row -> AdIds.budgetName(row.account(), row.key()));
    readers.put("campaign.base_campaign", row -> AdIds.campaignName(row.account(), row.key()));
    readers.put("campaign.start_date_time", row -> start(row) + " 00:00:00");
    readers.put("campaign.end_date_time", row -> "2037-12-30 23:59:59");
    readers.put("campaign.experiment_type", row -> "BASE");
    readers.put("campaign.payment_mode", row -> "CLICKS");
    readers.put("campaign.ad_serving_optimization_status", row -> "OPTIMIZE");
    readers.put(
        "campaign.tracking_url_template",
        row -> "{lpurl}?utm_source=google&utm_medium=cpc&utm_campaign=" + row.campaign().code());
    readers.put("campaign.final_url_suffix", row -> "utm_campaign=" + row.campaign().code());
    readers.put("campaign.labels", row -> List.of());
    readers.put("campaign.optimization_score", row -> isRemoved(row) ? null : 0.75);
    readers.put(
        "campaign.network_settings.target_google_search",
        row -> row.campaign().channel() != Channel.DISPLAY);
    readers.put(
        "campaign.network_settings.target_search_network",
        row -> row.campaign().channel().networks().contains(Network.SEARCH_PARTNERS));
    readers.put(
        "campaign.network_settings.target_content_network",
        row -> row.campaign().channel().networks().contains(Network.CONTENT));
    readers.put("campaign_budget.resource_name", row -> AdIds.budgetName(row.account(), row.key()));
    readers.put("campaign_budget.id", row -> AdIds.budget(row.account(), row.key()));
    readers.put("campaign_budget.name", row -> "Budget of " + row.campaign().title());
    readers.put("campaign_budget.amount_micros", CampaignFields::budget);
    readers.put("campaign_budget.status", row -> isRemoved(row) ? "REMOVED" : "ENABLED");
    readers.put("campaign_budget.delivery_method", row -> "STANDARD");
    readers.put("campaign_budget.period", row -> "DAILY");
    readers.put("campaign_budget.type", row -> "STANDARD");
    readers.put("campaign_budget.explicitly_shared", row -> false);
    readers.put("campaign_budget.reference_count", row -> isRemoved(row) ? 0L : 1L);
  }

  static String name(Row row) {
    return row.campaign().name(worldDay(row));
  }

  static boolean isRemoved(Row row) {
    return row.campaign().isRemoved(worldDay(row));
  }

  static String status(Row row) {
    return isRemoved(row) ? "REMOVED" : "ENABLED";
  }

  /** Today, as campaigns count days. */
  private static long worldDay(Row row) {
    return row.world().worldDay(row.account());
  }

  private static LocalDate start(Row row) {
    return LocalDate.ofEpochDay(row.world().firstDay() + row.campaign().starts());
  }

  private static long budget(Row row) {
    return row.account()
        .territory()
        .currency()
        .micros(Changes.budgetDollars(row.campaign(), worldDay(row)) * 1_000_000L);
  }
}
