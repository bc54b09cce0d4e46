package io.tributary.tap.googleads.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** Makes the catalogues that are shipped, from what src/fields keeps of Google's own. */
final class CatalogMaker {
  private static final Path DATA = Path.of("src/fields");

  /** The types of what v23 has and v25 has not. */
  private static final Map<String, String> ONLY_BEFORE =
      Map.ofEntries(
          Map.entry("campaign.video_brand_safety_suitability", "ENUM"),
          Map.entry("campaign_lifecycle_goal.campaign", "RESOURCE_NAME"),
          Map.entry(
              "campaign_lifecycle_goal.customer_acquisition_goal_settings.optimization_mode",
              "ENUM"),
          Map.entry(
              "campaign_lifecycle_goal.customer_acquisition_goal_settings.value_settings.high_lifetime_value",
              "DOUBLE"),
          Map.entry(
              "campaign_lifecycle_goal.customer_acquisition_goal_settings.value_settings.value",
              "DOUBLE"),
          Map.entry("campaign_lifecycle_goal.resource_name", "RESOURCE_NAME"),
          Map.entry("customer.pay_per_conversion_eligibility_failure_reasons", "ENUM*"),
          Map.entry(
              "customer_lifecycle_goal.customer_acquisition_goal_value_settings.high_lifetime_value",
              "DOUBLE"),
          Map.entry(
              "customer_lifecycle_goal.customer_acquisition_goal_value_settings.value", "DOUBLE"),
          Map.entry("customer_lifecycle_goal.owner_customer", "RESOURCE_NAME"),
          Map.entry("customer_lifecycle_goal.resource_name", "RESOURCE_NAME"),
          Map.entry(
              "local_services_verification_artifact.business_registration_check_verification_artifact.rejection_reason",
              "ENUM"),
          Map.entry("segments.new_versus_returning_customers", "ENUM"));

  private final JsonNode selectable;
  private final JsonNode types;

  CatalogMaker() throws IOException {
    this.selectable = json("fields-v23.json.gz");
    this.types = json("types-v25.json.gz");
  }

  private static JsonNode json(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(DATA.resolve(name)))) {
      return Json.MAPPER.readTree(in);
    }
  }

  /** The compressed text of v23, whole, or of v25, without what is gone. */
  static byte[] text(FieldCatalog catalog) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CatalogText.write(catalog, out);
    return out.toByteArray();
  }

  FieldCatalog catalog(String version) {
    boolean isLater = version.equals("v25");
    Map<String, AdsField> fields = new TreeMap<>();
    Map<String, AdsResource> resources = new TreeMap<>();
    for (Map.Entry<String, JsonNode> from : selectable.properties()) {
      Set<String> joined = new LinkedHashSet<>(List.of(from.getKey()));
      for (String name : words(from.getValue().path("attributes"))) {
        joined.add(AdsField.root(name));
        add(name, isLater, fields);
      }
      Set<String> metrics = kept(from.getValue().path("metrics"), isLater, fields);
      Set<String> segments = kept(from.getValue().path("segments"), isLater, fields);
      resources.put(
          from.getKey(),
          new AdsResource(from.getKey(), new ArrayList<>(joined), metrics, segments));
    }
    if (isLater) {
      resources.keySet().removeIf(name -> !fields.containsKey(name + ".resource_name"));
    }
    return new FieldCatalog(version, fields, resources, Companions.UNTOLD);
  }

  private Set<String> kept(JsonNode names, boolean isLater, Map<String, AdsField> fields) {
    Set<String> kept = new TreeSet<>();
    for (String name : words(names)) {
      boolean isResource = name.indexOf('.') < 0;
      if (isResource || add(name, isLater, fields)) {
        kept.add(name);
      }
    }
    return kept;
  }

  private boolean add(String name, boolean isLater, Map<String, AdsField> fields) {
    JsonNode type = types.path(name);
    if (!type.isMissingNode()) {
      fields.put(name, AdsField.described(name, type(type), type.path("rep").asBoolean()));
      return true;
    }
    if (isLater) {
      return false;
    }
    String before = ONLY_BEFORE.get(name);
    if (before == null) {
      throw new IllegalStateException(name + " has no type");
    }
    fields.put(name, AdsField.described(name, before.replace("*", ""), before.endsWith("*")));
    return true;
  }

  private static String type(JsonNode type) {
    if (type.path("rn").asBoolean()) {
      return "RESOURCE_NAME";
    }
    String name = type.path("type").asText();
    return name.endsWith("FieldMask") ? "FIELD_MASK" : name;
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
