package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.Action;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Country;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.realm.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What accounts keep lists of: actions, audiences, labels, assets, places; and Google's constants.
 */
final class ListFields {
  private ListFields() {}

  /** One of the labels of an account. */
  record Label(int number, String name, String color) {
    static final List<Label> ALL =
        List.of(new Label(1, "Crown", "#ffd700"), new Label(2, "Guild", "#3366cc"));

    String resourceName(Account account) {
      return account.path("labels/" + id(account));
    }

    long id(Account account) {
      return 21_000_000_000L + account.ordinal() * 10L + number;
    }
  }

  /** One of the audiences of an account. */
  record Audience(int number, String name, long people) {
    static final List<Audience> ALL =
        List.of(
            new Audience(0, "Payers", 12_000),
            new Audience(1, "Visitors", 85_000),
            new Audience(2, "Guild members", 3_100));

    long id(Account account) {
      return CriterionFields.userList(account, number);
    }
  }

  /** One of the texts of an account's asset groups. */
  record Text(int number, String text, String type) {
    static final List<Text> ALL =
        List.of(
            new Text(1, "See the king", "HEADLINE"),
            new Text(2, "Gold for the crown", "HEADLINE"),
            new Text(3, "The royal visit begins at noon", "DESCRIPTION"));

    String resourceName(Account account) {
      return account.path("assets/" + id(account));
    }

    long id(Account account) {
      return 90_000_000_000L + account.ordinal() * 10L + number;
    }
  }

  /** A language by its number. */
  record Language(long id, String code, String name) {
    static final List<Language> ALL =
        List.of(
            new Language(1000, "en", "English"),
            new Language(1001, "de", "German"),
            new Language(1002, "fr", "French"),
            new Language(1005, "ja", "Japanese"));
  }

  static void addTo(Map<String, Reader> readers) {
    actions(readers);
    audiences(readers);
    labels(readers);
    assets(readers);
    places(readers);
    constants(readers);
  }

  private static void actions(Map<String, Reader> readers) {
    String prefix = "conversion_action.";
    action(readers, prefix + "resource_name", (row, action) -> action.resourceName(row.account()));
    action(readers, prefix + "id", (row, action) -> action.id(row.account()));
    action(readers, prefix + "name", (row, action) -> action.name());
    action(readers, prefix + "category", (row, action) -> action.category());
    action(readers, prefix + "status", (row, action) -> "ENABLED");
    action(readers, prefix + "type", (row, action) -> "WEBPAGE");
    action(readers, prefix + "origin", (row, action) -> "WEBSITE");
    action(readers, prefix + "primary_for_goal", (row, action) -> action.isPrimary());
    action(readers, prefix + "include_in_conversions_metric", (row, action) -> action.isPrimary());
    action(
        readers,
        prefix + "counting_type",
        (row, action) -> action.equals(Action.SIGN_UP) ? "ONE_PER_CLICK" : "MANY_PER_CLICK");
    action(
        readers,
        prefix + "click_through_lookback_window_days",
        (row, action) -> (long) Action.CLICK_DAYS);
    action(readers, prefix + "view_through_lookback_window_days", (row, action) -> 1L);
    action(readers, prefix + "owner_customer", ListFields::owner);
    action(
        readers,
        prefix + "value_settings.default_currency_code",
        (row, action) -> row.account().territory().currency().name());
    action(readers, prefix + "value_settings.default_value", (row, action) -> 0.0);
    action(readers, prefix + "value_settings.always_use_default_value", (row, action) -> false);
  }

  private static void action(Map<String, Reader> readers, String name, Of<Action> read) {
    readers.put(
        name, row -> row.at(Dim.ACTION) == 0 ? null : read.of(row, Action.of(row.at(Dim.ACTION))));
  }

  /** Letters are the manager's, wherever there is one. */
  private static String owner(Row row, Action action) {
    boolean isOwn = action.isPrimary() || row.account().parent() == 0;
    return "customers/" + (isOwn ? row.account().id() : row.account().parent());
  }

  private static void audiences(Map<String, Reader> readers) {
    Put<Audience> put = new Put<>(readers, "user_list.", Audience.class);
    put.with(
        "resource_name",
        (row, audience) -> row.account().path("userLists/" + audience.id(row.account())));
    put.with("id", (row, audience) -> audience.id(row.account()));
    put.with("name", (row, audience) -> audience.name());
    put.with("type", (row, audience) -> "RULE_BASED");
    put.with("membership_status", (row, audience) -> "OPEN");
    put.with("membership_life_span", (row, audience) -> 540L);
    put.with("size_for_search", (row, audience) -> audience.people());
    put.with("size_for_display", (row, audience) -> audience.people() * 2);
  }

  private static void labels(Map<String, Reader> readers) {
    Put<Label> put = new Put<>(readers, "label.", Label.class);
    put.with("resource_name", (row, label) -> label.resourceName(row.account()));
    put.with("id", (row, label) -> label.id(row.account()));
    put.with("name", (row, label) -> label.name());
    put.with("status", (row, label) -> "ENABLED");
    put.with("text_label.background_color", (row, label) -> label.color());
    put.with("text_label.description", (row, label) -> "What belongs to the " + label.name());
    Put<Label> tie = new Put<>(readers, "campaign_label.", Label.class);
    tie.with(
        "resource_name",
        (row, label) ->
            row.account()
                .path(
                    "campaignLabels/"
                        + AdIds.campaign(row.account(), row.key())
                        + "~"
                        + label.id(row.account())));
    tie.with("campaign", (row, label) -> AdIds.campaignName(row.account(), row.key()));
    tie.with("label", (row, label) -> label.resourceName(row.account()));
  }

  private static void assets(Map<String, Reader> readers) {
    Put<Text> put = new Put<>(readers, "asset.", Text.class);
    put.with("resource_name", (row, text) -> text.resourceName(row.account()));
    put.with("id", (row, text) -> text.id(row.account()));
    put.with("name", (row, text) -> "Text " + text.number());
    put.with("type", (row, text) -> "TEXT");
    put.with("source", (row, text) -> "ADVERTISER");
    put.with("text_asset.text", (row, text) -> text.text());
    Put<Text> tie = new Put<>(readers, "asset_group_asset.", Text.class);
    tie.with(
        "resource_name",
        (row, text) ->
            row.account()
                .path(
                    "assetGroupAssets/"
                        + AdIds.assetGroup(row.account(), row.key())
                        + "~"
                        + text.id(row.account())
                        + "~"
                        + text.type()));
    tie.with("asset_group", (row, text) -> AdIds.assetGroupName(row.account(), row.key()));
    tie.with("asset", (row, text) -> text.resourceName(row.account()));
    tie.with("field_type", (row, text) -> text.type());
    tie.with("status", (row, text) -> CampaignFields.status(row));
    tie.with("primary_status", (row, text) -> "ELIGIBLE");
  }

  private static void places(Map<String, Reader> readers) {
    Put<Country> put = new Put<>(readers, "geo_target_constant.", Country.class);
    put.with("resource_name", (row, country) -> country.resourceName());
    put.with("id", (row, country) -> country.criterion());
    put.with("name", (row, country) -> country.title());
    put.with("canonical_name", (row, country) -> country.title());
    put.with("country_code", (row, country) -> country.name());
    put.with("target_type", (row, country) -> "Country");
    put.with("status", (row, country) -> "ENABLED");
    Put<Country> tie = new Put<>(readers, "campaign_criterion.", Country.class);
    tie.with(
        "resource_name",
        (row, country) ->
            row.account()
                .path(
                    "campaignCriteria/"
                        + AdIds.campaign(row.account(), row.key())
                        + "~"
                        + country.criterion()));
    tie.with("campaign", (row, country) -> AdIds.campaignName(row.account(), row.key()));
    tie.with("criterion_id", (row, country) -> country.criterion());
    tie.with("type", (row, country) -> "LOCATION");
    tie.with("status", (row, country) -> CampaignFields.status(row));
    tie.with("negative", (row, country) -> false);
    tie.with("display_name", (row, country) -> country.title());
    tie.with("location.geo_target_constant", (row, country) -> country.resourceName());
  }

  private static void constants(Map<String, Reader> readers) {
    Put<Language> language = new Put<>(readers, "language_constant.", Language.class);
    language.with("resource_name", (row, each) -> "languageConstants/" + each.id());
    language.with("id", (row, each) -> each.id());
    language.with("code", (row, each) -> each.code());
    language.with("name", (row, each) -> each.name());
    language.with("targetable", (row, each) -> true);
    Put<Currency> currency = new Put<>(readers, "currency_constant.", Currency.class);
    currency.with("resource_name", (row, each) -> "currencyConstants/" + each.name());
    currency.with("code", (row, each) -> each.name());
    currency.with("name", (row, each) -> each.name());
    currency.with(
        "billable_unit_micros", (row, each) -> each.minorUnits() == 0 ? 1_000_000L : 10_000L);
  }

  @FunctionalInterface
  private interface Of<T> {
    @Nullable Object of(Row row, T detail);
  }

  /** Puts readers of rows that have one kind of detail. */
  private record Put<T>(Map<String, Reader> readers, String prefix, Class<T> type) {
    void with(String name, Of<T> read) {
      readers.put(
          prefix + name,
          row -> {
            @Nullable T detail = row.detail(type);
            return detail == null ? null : read.of(row, detail);
          });
    }
  }
}
