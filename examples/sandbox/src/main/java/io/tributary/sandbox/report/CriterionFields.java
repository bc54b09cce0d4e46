package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Dim;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom ad groups are shown to: keywords, audiences, ages and genders; and the views of them. */
final class CriterionFields {
  /** The bits of a key that tell keywords apart. */
  static final long KEYWORD_MASK = Dim.CAMPAIGN.mask() | Dim.GROUP.mask() | Dim.SLOT.mask();

  private static final List<String> NOUNS =
      List.of("tribute", "tithe", "levy", "market stall", "guild", "harvest fair");
  private static final List<String> AGES =
      List.of("18_24", "25_34", "35_44", "45_54", "55_64", "65_UP", "UNDETERMINED");
  private static final List<String> GENDERS = List.of("MALE", "FEMALE", "UNDETERMINED");
  private static final long[] GENDER_IDS = {10, 11, 20};
  private static final List<String> MODIFIERS =
      List.of("near me", "online", "price", "today", "how to pay", "when is", "royal", "best");

  /** What a criterion is. */
  enum Kind {
    KEYWORD,
    USER_LIST,
    AGE_RANGE,
    GENDER
  }

  private CriterionFields() {}

  static void addTo(Map<String, Reader> readers) {
    readers.put("ad_group_criterion.resource_name", row -> name(row, "adGroupCriteria"));
    readers.put("ad_group_criterion.ad_group", row -> AdIds.groupName(row.account(), row.key()));
    readers.put("ad_group_criterion.criterion_id", CriterionFields::id);
    readers.put("ad_group_criterion.type", row -> kind(row).name());
    readers.put("ad_group_criterion.status", CampaignFields::status);
    readers.put("ad_group_criterion.negative", row -> false);
    readers.put("ad_group_criterion.keyword.text", of(Kind.KEYWORD, CriterionFields::keyword));
    readers.put(
        "ad_group_criterion.keyword.match_type", of(Kind.KEYWORD, CriterionFields::matchType));
    readers.put(
        "ad_group_criterion.quality_info.quality_score",
        of(Kind.KEYWORD, row -> 3 + row.at(Dim.SLOT) % 8));
    readers.put(
        "ad_group_criterion.age_range.type",
        of(Kind.AGE_RANGE, row -> "AGE_RANGE_" + AGES.get(row.at(Dim.AGE))));
    readers.put(
        "ad_group_criterion.gender.type", of(Kind.GENDER, row -> GENDERS.get(row.at(Dim.GENDER))));
    readers.put(
        "ad_group_criterion.user_list.user_list",
        of(
            Kind.USER_LIST,
            row -> row.account().path("userLists/" + userList(row.account(), row.at(Dim.SLOT)))));
    readers.put("keyword_view.resource_name", row -> name(row, "keywordViews"));
    readers.put("age_range_view.resource_name", row -> name(row, "ageRangeViews"));
    readers.put("gender_view.resource_name", row -> name(row, "genderViews"));
    readers.put("ad_group_audience_view.resource_name", row -> name(row, "adGroupAudienceViews"));
    readers.put("search_term_view.resource_name", CriterionFields::termName);
    readers.put("search_term_view.ad_group", row -> AdIds.groupName(row.account(), row.key()));
    readers.put("search_term_view.search_term", CriterionFields::term);
    readers.put("search_term_view.status", row -> row.at(Dim.TERM) == 0 ? "ADDED" : "NONE");
  }

  private static Reader of(Kind kind, Reader reader) {
    return row -> kind(row) == kind ? reader.of(row) : null;
  }

  private static Kind kind(Row row) {
    Kind kind = row.detail(Kind.class);
    return kind == null ? Kind.KEYWORD : kind;
  }

  private static long id(Row row) {
    return switch (kind(row)) {
      case KEYWORD -> AdIds.criterion(row.account(), row.key());
      case USER_LIST -> AdIds.criterion(row.account(), row.key()) + AdIds.KEYWORDS;
      case AGE_RANGE -> row.at(Dim.AGE) < 6 ? 503_001L + row.at(Dim.AGE) : 503_999L;
      case GENDER -> GENDER_IDS[row.at(Dim.GENDER)];
    };
  }

  private static String name(Row row, String collection) {
    return row.account()
        .path(collection + "/" + AdIds.group(row.account(), row.key()) + "~" + id(row));
  }

  static long userList(Account account, int number) {
    return 8_000_000_000L + account.ordinal() * 10L + number;
  }

  static @Nullable Object keyword(Row row) {
    int slot = row.at(Dim.SLOT);
    return NOUNS.get((slot + row.at(Dim.GROUP)) % NOUNS.size())
        + (slot < NOUNS.size() ? "" : " " + MODIFIERS.get(slot % MODIFIERS.size()));
  }

  static @Nullable Object matchType(Row row) {
    return List.of("EXACT", "PHRASE", "BROAD").get(row.at(Dim.SLOT) % 3);
  }

  static @Nullable Object keywordName(Row row) {
    return AdIds.criterionName(row.account(), row.key());
  }

  /** The low numbers are what most people type; the high ones are long and rare. */
  static String term(Row row) {
    int term = row.at(Dim.TERM);
    String noun = NOUNS.get((term + row.at(Dim.GROUP)) % NOUNS.size());
    if (term < NOUNS.size()) {
      return noun;
    }
    String text = noun + " " + MODIFIERS.get(term % MODIFIERS.size());
    return term < 48 ? text : text + " " + (term - 47);
  }

  private static String termName(Row row) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(term(row).getBytes(StandardCharsets.UTF_8));
    return row.account()
        .path(
            "searchTermViews/"
                + AdIds.campaign(row.account(), row.key())
                + "~"
                + AdIds.group(row.account(), row.key())
                + "~"
                + encoded);
  }
}
