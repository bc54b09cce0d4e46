package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changed between two versions of what Stripe publishes, for those who maintain the tap. */
final class VersionComparison {
  /**
   * A version.
   *
   * @param apiVersion of Stripe's API
   * @param lists the paths of all lists
   * @param types by stream, the types of its objects
   */
  record Version(String apiVersion, Set<String> lists, JsonNode types) {}

  private final Version before;
  private final Version after;

  VersionComparison(Version before, Version after) {
    this.before = before;
    this.after = after;
  }

  /** The report, in Markdown. */
  String report() {
    StringBuilder text = new StringBuilder(4_096);
    text.append("# Stripe's API, from ")
        .append(before.apiVersion())
        .append(" to ")
        .append(after.apiVersion())
        .append("\n");
    paths(text, "Lists that are new", without(after.lists(), before.lists()));
    paths(text, "Lists that are gone", without(before.lists(), after.lists()));
    List<String> streams = new ArrayList<>();
    for (String stream : names(before.types(), after.types())) {
      fields(stream).ifPresent(streams::add);
    }
    text.append("\n## Fields\n");
    text.append(streams.isEmpty() ? "\nNone changed.\n" : String.join("", streams));
    return text.toString();
  }

  private static void paths(StringBuilder text, String title, Set<String> paths) {
    if (!paths.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n");
      paths.forEach(path -> text.append("- `").append(path).append("`\n"));
    }
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private Optional<String> fields(String stream) {
    Map<String, String> old = new TreeMap<>();
    Map<String, String> now = new TreeMap<>();
    flatten("", before.types().path(stream), old);
    flatten("", after.types().path(stream), now);
    List<String> lines = new ArrayList<>();
    lines.addAll(lines("new", without(now.keySet(), old.keySet()), now));
    lines.addAll(lines("gone", without(old.keySet(), now.keySet()), old));
    for (Map.Entry<String, String> field : now.entrySet()) {
      String was = old.get(field.getKey());
      if (was != null && !was.equals(field.getValue())) {
        lines.add("- changed: `" + field.getKey() + "` from " + was + " to " + field.getValue());
      }
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lines.stream().collect(Collectors.joining("\n", "\n### " + stream + "\n\n", "\n")));
  }

  /** Fields within one that is new or gone go without saying. */
  private static List<String> lines(String what, Set<String> fields, Map<String, String> types) {
    List<String> lines = new ArrayList<>();
    for (String field : fields) {
      boolean isWithin =
          fields.stream()
              .anyMatch(other -> field.startsWith(other + ".") || field.startsWith(other + "[]"));
      if (!isWithin) {
        lines.add("- " + what + ": `" + field + "`, " + types.get(field));
      }
    }
    return lines;
  }

  private static void flatten(String prefix, JsonNode properties, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = prefix + property.getKey();
      JsonNode type = property.getValue();
      fields.put(name, said(type));
      flatten(name + ".", type.path("properties"), fields);
      flatten(name + "[].", type.path("items").path("properties"), fields);
    }
  }

  private static String said(JsonNode type) {
    StringBuilder text = new StringBuilder(type.path("type").asText());
    for (String note : List.of("format", "of")) {
      if (type.has(note)) {
        text.append(' ').append(type.path(note).asText());
      }
    }
    if (type.has("expandable")) {
      text.append(", the id of ").append(type.path("expandable"));
    }
    if (type.has("items")) {
      text.append(" of ").append(said(type.path("items")));
    }
    return text.append(type.has("deprecated") ? ", deprecated" : "").toString();
  }
}
