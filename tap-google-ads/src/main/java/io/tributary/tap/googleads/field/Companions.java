package io.tributary.tap.googleads.field;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics and segments go with which fields. Google Ads tells for each what it is selectable
 * with, and leaves one of the two directions out at times: two are apart if neither names the
 * other. Where nothing is told, what is known of conversions counts. Thread-safe.
 */
final class Companions {
  /** Nothing told. */
  static final Companions UNTOLD = new Companions(List.of(), Map.of());

  /** A row by conversion has no impression, click or cost of its own. */
  private static final Set<String> BY_CONVERSION =
      Set.of(
          "segments.conversion_action",
          "segments.conversion_action_category",
          "segments.conversion_action_name",
          "segments.conversion_adjustment",
          "segments.conversion_attribution_event_type",
          "segments.conversion_lag_bucket",
          "segments.conversion_or_adjustment_lag_bucket",
          "segments.external_conversion_source");

  private static final Pattern OF_CONVERSIONS =
      Pattern.compile(
          "metrics\\.((all_|cross_device_|view_through_|current_model_attributed_)?conversions(?!_from_interactions_rate).*"
              + "|value_per_.*conversion.*|cross_device_conversions.*)");

  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, BitSet> told;

  /**
   * @param names everything that {@code told} counts by its place here
   * @param told what a metric or segment is selectable with
   */
  Companions(List<String> names, Map<String, BitSet> told) {
    this.names = List.copyOf(names);
    this.told = new TreeMap<>(told);
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
  }

  List<String> names() {
    return names;
  }

  Map<String, BitSet> told() {
    return told;
  }

  /** What was told, gathered name by name. One thread. */
  static final class Gathered {
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, BitSet> told = new TreeMap<>();

    void add(String field, Collection<String> with) {
      BitSet set = told.computeIfAbsent(field, name -> new BitSet());
      for (String name : with) {
        int place = places.computeIfAbsent(name, added -> names.size());
        if (place == names.size()) {
          names.add(name);
        }
        set.set(place);
      }
    }

    Companions build() {
      return new Companions(names, told);
    }
  }

  /** Whether no query can have both. */
  boolean areApart(String one, String other) {
    if ((isFree(one) && isFree(other)) || (isFigure(one) && isFigure(other))) {
      return false;
    }
    if (AdsField.root(one).equals(AdsField.root(other)) && isFree(one)) {
      return false;
    }
    BitSet first = told.get(one);
    BitSet second = told.get(other);
    if (first == null && second == null) {
      return areKnownApart(one, other) || areKnownApart(other, one);
    }
    return !isIn(first, other) && !isIn(second, one);
  }

  private boolean isIn(@Nullable BitSet with, String name) {
    return with != null
        && (hasPlace(with, name) || (isFree(name) && hasPlace(with, AdsField.root(name))));
  }

  private boolean hasPlace(BitSet with, String name) {
    Integer place = places.get(name);
    return place != null && with.get(place);
  }

  private static boolean areKnownApart(String segment, String metric) {
    return BY_CONVERSION.contains(segment)
        && isFigure(metric)
        && !OF_CONVERSIONS.matcher(metric).matches();
  }

  /** Attributes never exclude each other. */
  private static boolean isFree(String name) {
    return !isFigure(name) && !AdsField.isSegment(name);
  }

  private static boolean isFigure(String name) {
    return AdsField.isMetric(name);
  }
}
