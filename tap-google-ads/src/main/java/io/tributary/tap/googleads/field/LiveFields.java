package io.tributary.tap.googleads.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.api.AdsApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The catalogue as Google tells it now. For one reading. */
final class LiveFields {
  private static final String QUERY =
      "SELECT name, category, data_type, selectable, is_repeated, selectable_with,"
          + " attribute_resources, metrics, segments";

  private final Map<String, AdsField> fields = new TreeMap<>();
  private final Map<String, AdsResource> resources = new TreeMap<>();
  private final Companions.Gathered companions = new Companions.Gathered();

  private LiveFields() {}

  /** Asks for all fields of a version. */
  static FieldCatalog read(AdsApi api, String version) throws IOException, InterruptedException {
    LiveFields live = new LiveFields();
    api.fields(QUERY, row -> live.add(row.tree()));
    if (live.resources.isEmpty()) {
      throw new IOException("Google Ads names no resource");
    }
    return new FieldCatalog(version, live.fields, live.resources, live.companions.build());
  }

  private void add(JsonNode row) {
    String name = row.path("name").asText();
    switch (row.path("category").asText()) {
      case "RESOURCE" -> resources.put(name, resource(name, row));
      case "METRIC", "SEGMENT" -> {
        addField(name, row);
        companions.add(name, words(row.path("selectableWith")));
      }
      default -> addField(name, row);
    }
  }

  private void addField(String name, JsonNode row) {
    if (row.path("selectable").asBoolean() && name.indexOf('.') > 0) {
      fields.put(
          name,
          AdsField.described(
              name, row.path("dataType").asText(), row.path("isRepeated").asBoolean()));
    }
  }

  private static AdsResource resource(String name, JsonNode row) {
    Set<String> joined = new LinkedHashSet<>();
    joined.add(name);
    joined.addAll(words(row.path("attributeResources")));
    return new AdsResource(
        name,
        List.copyOf(joined),
        Set.copyOf(new LinkedHashSet<>(words(row.path("metrics")))),
        Set.copyOf(new LinkedHashSet<>(words(row.path("segments")))));
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
