package io.tributary.tap.googleads.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.googleads.field.AdsField;
import io.tributary.tap.googleads.field.AdsResource;
import io.tributary.tap.googleads.field.FieldCatalog;
import io.tributary.tap.googleads.field.ShippedFields;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What the stand-in says of its fields: what the tap was shipped with, and one metric more. */
final class FakeFields {
  /** A metric that only Google knows of yet. */
  static final String NEW_METRIC = "metrics.brand_new_metric";

  private FakeFields() {}

  private static final String ANSWER = made().toString();

  static String answer() {
    return ANSWER;
  }

  private static ObjectNode made() {
    FieldCatalog catalog = ShippedFields.of("v25");
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode results = body.putArray("results");
    for (AdsResource resource : catalog.resources()) {
      ObjectNode row = results.addObject().put("name", resource.name()).put("category", "RESOURCE");
      fill(row.putArray("attributeResources"), resource.joined());
      fill(row.putArray("metrics"), resource.metrics());
      if (resource.name().equals("campaign")) {
        row.withArrayProperty("metrics").add(NEW_METRIC);
      }
      fill(row.putArray("segments"), resource.segments());
    }
    for (AdsField field : catalog.fields()) {
      ObjectNode row = results.addObject().put("name", field.name());
      row.put(
          "category", field.isMetric() ? "METRIC" : field.isSegment() ? "SEGMENT" : "ATTRIBUTE");
      row.put("dataType", field.type().name().toUpperCase(Locale.ROOT));
      row.put("selectable", true).put("isRepeated", field.isRepeated());
      if (field.isMetric() || field.isSegment()) {
        ArrayNode with = row.putArray("selectableWith");
        catalog.resources().stream()
            .filter(
                from ->
                    from.metrics().contains(field.name()) || from.segments().contains(field.name()))
            .forEach(from -> with.add(from.name()));
        catalog.fields().stream()
            .filter(other -> other.isMetric() || other.isSegment())
            .filter(
                other -> catalog.clash("campaign", List.of(field.name(), other.name())).isEmpty())
            .forEach(other -> with.add(other.name()));
      }
    }
    ObjectNode fresh = results.addObject().put("name", NEW_METRIC).put("category", "METRIC");
    fresh.put("dataType", "INT64").put("selectable", true).put("isRepeated", false);
    fill(fresh.putArray("selectableWith"), List.of("campaign", "segments.date"));
    return body;
  }

  private static void fill(ArrayNode array, Collection<String> words) {
    words.forEach(array::add);
  }
}
