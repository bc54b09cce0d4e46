package io.tributary.tap.googleads.report;

import io.tributary.tap.googleads.field.AdsField;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the columns of a stream are called. For one stream. */
final class ColumnNames {
  /** Parts of names that say nothing, in the order in which they are looked for. */
  private static final List<Map.Entry<String, String>> SHORTER =
      List.of(
          Map.entry("metrics.", ""),
          Map.entry("segments.", ""),
          Map.entry("ad_group_ad.ad.", "ad_"),
          Map.entry("ad_group_criterion.criterion_id", "criterion_id"),
          Map.entry("ad_group_criterion.keyword.", "keyword_"),
          Map.entry("ad_group_criterion.", "criterion_"),
          Map.entry("campaign_criterion.criterion_id", "criterion_id"),
          Map.entry("campaign_criterion.", "criterion_"));

  private final String from;
  private final boolean isOwnShort;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param from the resource that is read
   * @param isReport whether the stream is a report: of those, only views have short names for what
   *     is their own, since the names of a campaign and of its group should not look alike
   */
  ColumnNames(String from, boolean isReport) {
    this.from = from;
    this.isOwnShort = !isReport || from.endsWith("_view") || from.equals("video");
    taken.addAll(RowStamp.columns(isReport));
  }

  /** The name for a field, which no other column has. */
  String name(AdsField field) {
    String whole = field.name().replace('.', '_');
    String name = shortened(field.name()).replace('.', '_');
    return take(name, whole);
  }

  /** The name for an amount in the currency, beside or instead of the millionths. */
  String inCurrency(String raw) {
    String plain = raw.endsWith("_micros") ? raw.substring(0, raw.length() - 7) : raw + "_decimal";
    return take(plain, raw + "_decimal");
  }

  private String take(String name, String otherwise) {
    if (taken.add(name)) {
      return name;
    }
    if (!taken.add(otherwise)) {
      throw new IllegalStateException("two columns are called " + otherwise);
    }
    return otherwise;
  }

  private String shortened(String field) {
    if (isOwnShort && field.startsWith(from + ".")) {
      return field.substring(from.length() + 1);
    }
    if (field.equals(from + ".resource_name")) {
      return "resource_name";
    }
    for (Map.Entry<String, String> shorter : SHORTER) {
      if (field.startsWith(shorter.getKey())) {
        return shorter.getValue() + field.substring(shorter.getKey().length());
      }
    }
    return field;
  }
}
