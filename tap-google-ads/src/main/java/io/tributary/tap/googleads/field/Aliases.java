package io.tributary.tap.googleads.field;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fields that have another name in another version: who uses the old one gets the new, and back.
 */
public final class Aliases {
  /** Old names, with what they are called since. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "metrics.average_cpv", "metrics.trueview_average_cpv",
          "metrics.video_views", "metrics.video_trueview_views",
          "metrics.video_view_rate", "metrics.video_trueview_view_rate",
          "campaign.start_date", "campaign.start_date_time",
          "campaign.end_date", "campaign.end_date_time");

  private static final Map<String, String> BACK = new TreeMap<>();

  static {
    RENAMED.forEach((old, now) -> BACK.put(now, old));
  }

  private Aliases() {}

  /** What a catalogue calls a field; empty if it has none by any of its names. */
  public static Optional<AdsField> field(FieldCatalog catalog, String name) {
    return catalog
        .field(name)
        .or(() -> renamed(RENAMED, catalog, name))
        .or(() -> renamed(BACK, catalog, name));
  }

  private static Optional<AdsField> renamed(
      Map<String, String> names, FieldCatalog catalog, String name) {
    return Optional.ofNullable(names.get(name)).flatMap(catalog::field);
  }
}
