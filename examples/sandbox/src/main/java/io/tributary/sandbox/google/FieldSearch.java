package io.tributary.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.field.Resource;
import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Like;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.gaql.Query.Condition;
import io.tributary.sandbox.google.GoogleApi.Call;
import io.tributary.sandbox.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Answers {@code googleAdsFields:search} and requests for one field by its name. */
final class FieldSearch {
  private static final int MOST = 10_000;
  private static final int NAMES_CHANGED_IN = 25;
  private static final String TYPES = "google.ads.googleads.v";
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "category",
          "data_type",
          "selectable",
          "filterable",
          "sortable",
          "selectable_with",
          "attribute_resources",
          "metrics",
          "segments",
          "is_repeated",
          "type_url",
          "enum_values",
          "resource_name");

  private final FieldCatalog catalog;

  FieldSearch(FieldCatalog catalog) {
    this.catalog = catalog;
  }

  ObjectNode answer(String path, Call call) {
    List<ObjectNode> all = all(call.version());
    if (path.equals("googleAdsFields:search")) {
      return search(all, call.body());
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    ObjectNode found =
        all.stream()
            .filter(each -> each.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow(() -> Failure.plain(404, "NOT_FOUND", "There is no field " + name + "."));
    return shown(found, List.copyOf(KNOWN));
  }

  private ObjectNode search(List<ObjectNode> all, JsonNode body) {
    Query query = Query.parseFieldQuery(body.path("query").asText(""));
    for (String name : query.select()) {
      if (!KNOWN.contains(name)) {
        throw new Flaw(
            "UNRECOGNIZED_FIELD", "Error in SELECT clause: unrecognized field: '" + name + "'.");
      }
    }
    List<ObjectNode> found =
        all.stream()
            .filter(each -> query.where().stream().allMatch(condition -> holds(condition, each)))
            .limit(query.limit().orElse(Long.MAX_VALUE))
            .toList();
    int size = body.path("pageSize").asInt(MOST);
    if (size < 1 || size > MOST) {
      throw Failure.request(
          "requestError", "INVALID_PAGE_SIZE", "The page size is not between 1 and " + MOST + ".");
    }
    int from = offset(body.path("pageToken").asText(""));
    int to = Math.min(found.size(), from + size);
    ObjectNode page = Json.object();
    ArrayNode results = page.putArray("results");
    found.subList(Math.min(from, to), to).forEach(each -> results.add(shown(each, query.select())));
    page.put("totalResultsCount", Integer.toString(found.size()));
    if (to < found.size()) {
      page.put("nextPageToken", "after-" + to);
    }
    return page;
  }

  private static int offset(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    if (!token.matches("after-\\d{1,6}")) {
      throw Failure.request("requestError", "INVALID_PAGE_TOKEN", "The page token is invalid.");
    }
    return Integer.parseInt(token.substring("after-".length()));
  }

  private static boolean holds(Condition condition, ObjectNode field) {
    String value = field.path(condition.field()).asText();
    List<String> wanted = condition.values();
    return switch (condition.operator()) {
      case EQUALS -> value.equalsIgnoreCase(wanted.get(0));
      case NOT_EQUALS -> !value.equalsIgnoreCase(wanted.get(0));
      case IN -> wanted.contains(value);
      case NOT_IN -> !wanted.contains(value);
      case LIKE -> Like.pattern(wanted.get(0)).matcher(value).matches();
      case NOT_LIKE -> !Like.pattern(wanted.get(0)).matcher(value).matches();
      default ->
          throw new Flaw(
              "OPERATOR_FIELD_MISMATCH",
              "Error in query: " + condition.field() + " cannot be compared that way.");
    };
  }

  /** The fields and resources of a version, by name, with everything but what they go with. */
  private List<ObjectNode> all(int version) {
    List<ObjectNode> all = new ArrayList<>();
    for (Resource resource : catalog.resources()) {
      ObjectNode json = Json.object().put("name", resource.name()).put("category", "RESOURCE");
      json.put("data_type", "MESSAGE").put("is_repeated", false);
      json.put("selectable", true).put("filterable", false).put("sortable", false);
      all.add(json);
    }
    for (Field field : catalog.fields()) {
      if (!field.isRetired() || version < NAMES_CHANGED_IN) {
        all.add(json(field, version));
      }
    }
    all.sort(Comparator.comparing(each -> each.path("name").asText()));
    return all;
  }

  private static ObjectNode json(Field field, int version) {
    ObjectNode json = Json.object().put("name", field.name()).put("category", field.category());
    json.put("data_type", field.type().word()).put("is_repeated", field.isRepeated());
    json.put("selectable", true).put("filterable", field.isFilterable());
    json.put("sortable", field.isSortable());
    if (!field.typeName().isEmpty()) {
      boolean isEnum = field.type() == Field.Type.ENUM;
      json.put(
          "type_url",
          TYPES
              + version
              + (isEnum ? ".enums." + field.typeName() + "Enum." : ".common.")
              + field.typeName());
    }
    return json;
  }

  private ObjectNode shown(ObjectNode field, List<String> select) {
    String name = field.path("name").asText();
    ObjectNode shown = Json.object().put("resourceName", "googleAdsFields/" + name);
    for (String column : select) {
      switch (column) {
        case "selectable_with" -> names(shown, "selectableWith", selectableWith(name));
        case "attribute_resources" ->
            catalog
                .resource(name)
                .ifPresent(found -> names(shown, "attributeResources", found.with()));
        case "metrics" ->
            catalog.resource(name).ifPresent(found -> names(shown, "metrics", found.metrics()));
        case "segments" ->
            catalog.resource(name).ifPresent(found -> names(shown, "segments", found.segments()));
        default -> {
          if (field.has(column)) {
            shown.set(camelCase(column), field.path(column));
          }
        }
      }
    }
    return shown;
  }

  /** Attributes go with the resources that show them; what else those do not say. */
  private Collection<String> selectableWith(String name) {
    return catalog
        .field(name)
        .map(
            field ->
                field.isMetric() || field.isSegment()
                    ? catalog.selectableWith(field)
                    : catalog.resources().stream()
                        .filter(each -> each.shows(field))
                        .map(Resource::name)
                        .toList())
        .orElse(List.of());
  }

  private static void names(ObjectNode shown, String key, Collection<String> names) {
    if (!names.isEmpty()) {
      ArrayNode array = shown.putArray(key);
      new TreeSet<>(names).forEach(array::add);
    }
  }

  private static String camelCase(String name) {
    return switch (name) {
      case "data_type" -> "dataType";
      case "is_repeated" -> "isRepeated";
      case "type_url" -> "typeUrl";
      default -> name;
    };
  }
}
