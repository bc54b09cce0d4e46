package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdIds;
import io.tributary.sandbox.ads.Dim;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
  private static final List<String> PARENTS = List.of("PARENT", "NOT_A_PARENT", "UNDETERMINED");
  private static final List<String> INCOMES =
      List.of("0_50", "50_60", "60_70", "70_80", "80_90", "90_UP", "UNDETERMINED");
  private static final List<String> TOPICS = List.of("History", "Board Games", "Castles");
  private static final long[] TOPIC_IDS = {433, 919, 1_020};
  private static final List<String> PLACES = List.of("herald", "old-maps", "joust-results");
  private static final List<String> MODIFIERS =
      List.of("near me", "online", "price", "today", "how to pay", "when is", "royal", "best");

  /** A noun alone, or with a modifier: those after them would be the same again. */
  private static final int COMMON_TERMS = 30;

  /** What a criterion is. */
  enum Kind {
    KEYWORD,
    USER_LIST,
    AGE_RANGE,
    GENDER,
    PARENTAL_STATUS,
    INCOME_RANGE,
    TOPIC,
    PLACEMENT,
    WEBPAGE
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
            row -> row.account().path("userLists/" + userList(row.account(), row.at(Dim.AD)))));
    readers.put(
        "ad_group_criterion.parental_status.type",
        of(Kind.PARENTAL_STATUS, row -> PARENTS.get(row.at(Dim.AD) % PARENTS.size())));
    readers.put(
        "ad_group_criterion.income_range.type",
        of(Kind.INCOME_RANGE, row -> "INCOME_RANGE_" + INCOMES.get(row.at(Dim.AGE))));
    readers.put("ad_group_criterion.topic.path", of(Kind.TOPIC, row -> List.of("", topic(row))));
    readers.put(
        "ad_group_criterion.topic.topic_constant",
        of(Kind.TOPIC, row -> "topicConstants/" + id(row)));
    readers.put(
        "ad_group_criterion.placement.url",
        of(
            Kind.PLACEMENT,
            row -> "www." + PLACES.get(row.at(Dim.AD) % PLACES.size()) + ".example"));
    readers.put(
        "ad_group_criterion.webpage.criterion_name",
        of(Kind.WEBPAGE, row -> "All pages of " + row.campaign().title()));
    for (String view :
        List.of(
            "parentalStatus",
            "incomeRange",
            "displayKeyword",
            "topic",
            "managedPlacement",
            "webpage")) {
      readers.put(
          view.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "_view.resource_name",
          row -> name(row, view + "Views"));
    }
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
      case USER_LIST -> AdIds.criterion(row.account(), row.key()) + AdIds.KEYWORDS + row.at(Dim.AD);
      case AGE_RANGE -> row.at(Dim.AGE) < 6 ? 503_001L + row.at(Dim.AGE) : 503_999L;
      case GENDER -> GENDER_IDS[row.at(Dim.GENDER)];
      case PARENTAL_STATUS -> 300L + row.at(Dim.AD);
      case INCOME_RANGE -> row.at(Dim.AGE) < 6 ? 510_001L + row.at(Dim.AGE) : 510_000L;
      case TOPIC -> TOPIC_IDS[row.at(Dim.AD) % TOPIC_IDS.length];
      case PLACEMENT -> 3_000_000L + row.at(Dim.AD);
      case WEBPAGE -> AdIds.criterion(row.account(), row.key()) + AdIds.KEYWORDS + AdIds.AUDIENCES;
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
    return term < COMMON_TERMS ? text : text + " " + (term - COMMON_TERMS + 1);
  }

  private static String topic(Row row) {
    return TOPICS.get(row.at(Dim.AD) % TOPICS.size());
  }

  /** Text as names of resources have it. */
  static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String termName(Row row) {
    return row.account()
        .path(
            "searchTermViews/"
                + AdIds.campaign(row.account(), row.key())
                + "~"
                + AdIds.group(row.account(), row.key())
                + "~"
                + encoded(term(row)));
  }
}
