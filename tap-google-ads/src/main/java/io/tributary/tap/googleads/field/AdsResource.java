package io.tributary.tap.googleads.field;

import java.util.List;
import java.util.Set;

/**
 * What can be selected from a resource.
 *
 * @param name as it stands after FROM
 * @param joined the resources whose attributes can be selected with it, itself among them
 * @param metrics the names of its metrics
 * @param segments the names of its segments; the name of a resource stands for the attributes of
 *     it, which segment as well
 */
public record AdsResource(
    String name, List<String> joined, Set<String> metrics, Set<String> segments) {
  public AdsResource {
    joined = List.copyOf(joined);
    metrics = Set.copyOf(metrics);
    segments = Set.copyOf(segments);
  }

  /** Whether a field can be selected, if there is such a field. */
  boolean selects(String field) {
    if (AdsField.isMetric(field)) {
      return metrics.contains(field);
    }
    return AdsField.isSegment(field)
        ? segments.contains(field)
        : joined.contains(AdsField.root(field)) || segments.contains(AdsField.root(field));
  }

  /** Whether selecting a field makes more rows of one: it is then part of what a row is of. */
  public boolean isSegmentedBy(String field) {
    return AdsField.isSegment(field) || segments.contains(AdsField.root(field));
  }

  /** Whether there are figures of it. */
  public boolean hasMetrics() {
    return !metrics.isEmpty();
  }
}
