package io.tributary.sandbox.field;

import java.util.List;
import java.util.Set;

/**
 * A resource that may be queried: the resources whose attributes come with it, its metrics, and
 * what divides its rows (fields of {@code segments}, and resources by their bare names).
 */
public record Resource(String name, List<String> with, Set<String> metrics, Set<String> segments) {
  public Resource {
    with = List.copyOf(with);
    metrics = Set.copyOf(metrics);
    segments = Set.copyOf(segments);
  }

  /** Whether a field may be selected from this resource. */
  public boolean shows(Field field) {
    if (field.isMetric()) {
      return metrics.contains(field.name());
    }
    if (field.isSegment()) {
      return segments.contains(field.name());
    }
    String root = field.root();
    return root.equals(name) || with.contains(root) || segments.contains(root);
  }
}
