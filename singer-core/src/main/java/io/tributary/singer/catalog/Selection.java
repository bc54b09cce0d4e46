package io.tributary.singer.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.schema.JsonSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stream that is read, and what of it. */
public final class Selection {
  private static final String PROPERTIES = "properties";
  private static final String ITEMS = "items";
  private static final String REQUIRED = "required";

  private final TapStream stream;
  private final List<String> keys;
  private final Replication replication;
  private final JsonSchema schema;
  private final FieldSelection kept;

  private Selection(
      TapStream stream,
      List<String> keys,
      Replication replication,
      JsonSchema schema,
      FieldSelection kept) {
    this.stream = stream;
    this.keys = keys;
    this.replication = replication;
    this.schema = schema;
    this.kept = kept;
  }

  /** All of a stream's fields but those that are left out by default. */
  public static Selection of(TapStream stream) {
    return compile(stream, Catalog.of(List.of(stream)).entries().get(0));
  }

  /** What {@code entry} chooses of a stream, whether or not it selects the stream. */
  static Selection compile(TapStream stream, CatalogEntry entry) {
    List<String> keys = keys(stream, entry);
    Replication replication = replication(stream.replication(), entry);
    Set<String> automatic = stream.automaticFields();
    automatic.addAll(keys);
    CatalogEntry.replicationKey(stream.replication()).ifPresent(automatic::add);
    ObjectNode schema = stream.schema().toJson();
    Compiler compiler = new Compiler(entry, automatic, stream.traits().unselectedFields());
    FieldSelection kept = compiler.prune(schema, new ArrayList<>());
    return new Selection(stream, keys, replication, JsonSchema.of(schema), kept);
  }

  private static List<String> keys(TapStream stream, CatalogEntry entry) {
    List<String> named = new ArrayList<>();
    entry.keyword("view-key-properties").forEach(name -> named.add(name.asText()));
    boolean usable = stream.keys().isEmpty() && stream.fieldNames().containsAll(named);
    return usable ? List.copyOf(named) : stream.keys();
  }

  /** What the user asks for, if the stream can do it; else what it does anyway. */
  private static Replication replication(Replication can, CatalogEntry entry) {
    return wantedMethod(entry).filter("FULL_TABLE"::equals).isPresent()
            && can instanceof Replication.Incremental
        ? Replication.FULL_TABLE
        : can;
  }

  /** The replication method that a catalog asks for: what is forced wins. */
  static Optional<String> wantedMethod(CatalogEntry entry) {
    return text(entry.keyword("forced-replication-method"))
        .or(() -> text(entry.keyword("replication-method")))
        .or(() -> text(entry.member("replication_method")));
  }

  static Optional<String> wantedKey(CatalogEntry entry) {
    return text(entry.keyword("replication-key")).or(() -> text(entry.member("replication_key")));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  public TapStream stream() {
    return stream;
  }

  public String name() {
    return stream.name();
  }

  /** The fields that identify a record: the stream's, or those that the catalog gives a view. */
  public List<String> keys() {
    return keys;
  }

  /** How the stream is read: its own way, or in full where the catalog asks for that. */
  public Replication replication() {
    return replication;
  }

  /** The schema of what is kept. */
  public JsonSchema schema() {
    return schema;
  }

  /** The names of the fields that are kept, in the schema's order. */
  public Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    schema.fields().forEach(field -> names.add(field.name()));
    return names;
  }

  /** Which parts of a record are kept. */
  public FieldSelection kept() {
    return kept;
  }

  @Override
  public String toString() {
    return name() + " " + fields();
  }

  /** Walks a schema, answers for each field whether it is kept, and removes those that are not. */
  private record Compiler(CatalogEntry entry, Set<String> automatic, Set<String> unselected) {

    FieldSelection prune(ObjectNode schema, List<String> path) {
      if (schema.get(PROPERTIES) instanceof ObjectNode properties && !properties.isEmpty()) {
        return pruneObject(schema, properties, path);
      }
      if (schema.get(ITEMS) instanceof ObjectNode items) {
        return FieldSelection.ofItems(prune(items, child(path, ITEMS)));
      }
      return FieldSelection.EVERYTHING;
    }

    private FieldSelection pruneObject(
        ObjectNode schema, ObjectNode properties, List<String> path) {
      Map<String, FieldSelection> fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> property : properties.properties()) {
        List<String> breadcrumb = child(child(path, PROPERTIES), property.getKey());
        FieldSelection kept = FieldSelection.NOTHING;
        if (isKept(breadcrumb)) {
          kept =
              property.getValue() instanceof ObjectNode nested
                  ? prune(nested, breadcrumb)
                  : FieldSelection.EVERYTHING;
        }
        fields.put(property.getKey(), kept);
      }
      fields.forEach((name, kept) -> drop(schema, properties, name, kept));
      boolean whole = fields.values().stream().allMatch(FieldSelection.EVERYTHING::equals);
      return whole && !path.isEmpty() ? FieldSelection.EVERYTHING : FieldSelection.ofObject(fields);
    }

    /** Takes a field that is not kept out of the schema, which must not require it either. */
    private static void drop(
        ObjectNode schema, ObjectNode properties, String name, FieldSelection kept) {
      if (kept != FieldSelection.NOTHING) {
        return;
      }
      properties.remove(name);
      if (schema.get(REQUIRED) instanceof ArrayNode required) {
        required.removeIf(item -> item.asText().equals(name));
        if (required.isEmpty()) {
          schema.remove(REQUIRED);
        }
      }
    }

    /** The precedence of Meltano's SDK; the parent is kept, or this would not be asked. */
    private boolean isKept(List<String> breadcrumb) {
      boolean top = breadcrumb.size() == 2;
      if (top && automatic.contains(breadcrumb.get(1))) {
        return true;
      }
      return switch (entry.keyword(breadcrumb, "inclusion").asText()) {
        case "unsupported" -> false;
        case "automatic" -> true;
        default ->
            entry
                .chosen(breadcrumb)
                .or(() -> CatalogEntry.answer(entry.keyword(breadcrumb, "selected-by-default")))
                .orElse(!top || !unselected.contains(breadcrumb.get(1)));
      };
    }

    private static List<String> child(List<String> path, String name) {
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return longer;
    }
  }
}
