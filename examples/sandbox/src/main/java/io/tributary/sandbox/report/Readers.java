package io.tributary.sandbox.report;

import io.tributary.sandbox.field.Field;
import java.util.HashMap;
import java.util.Map;

/** How each field is read. What this world does not tell of is not set, and zero if it counts. */
public final class Readers {
  private static final Reader UNSET = row -> null;
  private static final Reader NONE = row -> 0L;
  private static final Reader NOTHING = row -> 0.0;

  private final Map<String, Reader> readers = new HashMap<>();

  public Readers() {
    CustomerFields.addTo(readers);
    CampaignFields.addTo(readers);
    AdGroupFields.addTo(readers);
    CriterionFields.addTo(readers);
    SegmentFields.addTo(readers);
    MetricFields.addTo(readers);
    ViewFields.addTo(readers);
    ListFields.addTo(readers);
    ChangeFields.addTo(readers);
    MoreViewFields.addTo(readers);
  }

  public Reader of(Field field) {
    Reader known = readers.get(field.name());
    if (known != null) {
      return known;
    }
    if (!field.isMetric() || field.isRepeated() || isRatio(field.name())) {
      return UNSET;
    }
    return switch (field.type()) {
      case INT64, INT32 -> NONE;
      case DOUBLE, FLOAT -> NOTHING;
      default -> UNSET;
    };
  }

  /** Whether a resource's rows have a name of their own. */
  boolean names(String resource) {
    return readers.containsKey(resource + ".resource_name");
  }

  private static boolean isRatio(String metric) {
    return metric.contains("rate")
        || metric.contains("share")
        || metric.contains("percentage")
        || metric.contains("average")
        || metric.contains("_per_")
        || metric.contains("score")
        || metric.contains("ctr")
        || metric.contains("cpm");
  }
}
