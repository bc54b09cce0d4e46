package io.tributary.tap.googleads.field;

import java.util.Set;

/**
 * A field of Google Ads.
 *
 * @param name as queries call it, such as {@code campaign.name} or {@code metrics.clicks}
 * @param isRepeated whether its value is a list
 */
public record AdsField(String name, FieldType type, boolean isRepeated) {
  /** The segments whose values are dates whatever a version calls their type. */
  private static final Set<String> DATES =
      Set.of("segments.date", "segments.week", "segments.month", "segments.quarter");

  private static final String METRICS = "metrics.";
  private static final String SEGMENTS = "segments.";

  /**
   * A field as it is described. Attributes that are dates are text here: in which form they come
   * depends on the resource.
   */
  static AdsField described(String name, String type, boolean isRepeated) {
    if (DATES.contains(name)) {
      return new AdsField(name, FieldType.DATE, isRepeated);
    }
    FieldType known = FieldType.named(type);
    return new AdsField(name, known == FieldType.DATE ? FieldType.STRING : known, isRepeated);
  }

  /** What stands before the first point: a resource, {@code metrics} or {@code segments}. */
  public String root() {
    return root(name);
  }

  /** What stands before the first point of a name. */
  public static String root(String name) {
    int point = name.indexOf('.');
    return point < 0 ? name : name.substring(0, point);
  }

  public boolean isMetric() {
    return isMetric(name);
  }

  public boolean isSegment() {
    return isSegment(name);
  }

  public static boolean isMetric(String name) {
    return name.startsWith(METRICS);
  }

  public static boolean isSegment(String name) {
    return name.startsWith(SEGMENTS);
  }
}
