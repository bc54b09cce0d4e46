package io.tributary.singer.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.Setting;
import io.tributary.singer.error.SingerException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings by which a stream becomes a schema and a table.
 *
 * <p>Taps of databases name a stream by its own schema and table, with a hyphen between: {@code
 * public-orders}, or {@code shop-public-orders} where there are several databases.
 */
public record NamingSettings(
    @Setting(
            value =
                "The schema of a stream's table: a text in which {target_schema} is"
                    + " default_target_schema, {stream_schema} and {stream_table} are the parts of a"
                    + " stream's name such as public-orders, and {stream_name} is all of it.",
            byDefault = "\"{target_schema}\"")
        String schemaNamePattern,
    @Setting(
            value = "The name of a stream's table, in the same way, such as {stream_table}.",
            byDefault = "\"{stream_name}\"")
        String tableNamePattern,
    @Setting(
            "The schemas for streams of a schema of their own, which win over schema_name_pattern:"
                + " an object such as {\"public\": \"raw_shop\"}, or with {\"target_schema\":"
                + " \"raw_shop\"} for the name, as PipelineWise writes it.")
        Optional<ObjectNode> schemaMapping) {
  private static final String TARGET_SCHEMA = "target_schema";
  private static final String STREAM_SCHEMA = "stream_schema";
  private static final Set<String> NAMES =
      Set.of(TARGET_SCHEMA, "stream_name", STREAM_SCHEMA, "stream_table");

  public NamingSettings {
    check("schema_name_pattern", schemaNamePattern);
    check("table_name_pattern", tableNamePattern);
    schemaMapping.ifPresent(
        mapping ->
            mapping.properties().stream()
                .filter(entry -> mapped(entry.getValue()).isBlank())
                .findFirst()
                .ifPresent(
                    entry -> {
                      throw new IllegalArgumentException(
                          "schema_mapping has no name of a schema for " + entry.getKey());
                    }));
  }

  private static void check(String setting, String pattern) {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException(setting + " is empty");
    }
    new Template(pattern).check(setting, NAMES);
  }

  private static String mapped(JsonNode value) {
    return (value.isObject() ? value.path(TARGET_SCHEMA) : value).asText();
  }

  /** The name of a stream, taken apart. */
  private record Parts(String schema, String table) {
    static Parts of(String stream) {
      String[] parts = stream.split("-", -1);
      return switch (parts.length) {
        case 1 -> new Parts("", stream);
        case 2 -> new Parts(parts[0], parts[1]);
        default ->
            new Parts(
                parts[1], stream.substring(parts[0].length() + parts[1].length() + "--".length()));
      };
    }
  }

  /**
   * The schema of a stream's table, before it is folded.
   *
   * @throws SingerException.Config if it depends on a part that the stream's name does not have
   */
  String schema(String stream, String defaultSchema) {
    JsonNode known = schemaMapping.map(it -> it.path(Parts.of(stream).schema())).orElse(null);
    return known != null && !known.isMissingNode()
        ? mapped(known)
        : filled("schema_name_pattern", schemaNamePattern, stream, defaultSchema);
  }

  /**
   * The name of a stream's table, before it is folded.
   *
   * @throws SingerException.Config if it depends on a part that the stream's name does not have
   */
  String table(String stream, String defaultSchema) {
    return filled("table_name_pattern", tableNamePattern, stream, defaultSchema);
  }

  private static String filled(
      String setting, String pattern, String stream, String defaultSchema) {
    Parts parts = Parts.of(stream);
    Template template = new Template(pattern);
    if (parts.schema().isEmpty() && template.mentions(STREAM_SCHEMA)) {
      throw new SingerException.Config(
          setting,
          "has {stream_schema}, but the stream "
              + stream
              + " has no schema before a hyphen in its name");
    }
    return template.filled(
        Map.of(
            TARGET_SCHEMA,
            defaultSchema,
            "stream_name",
            stream,
            STREAM_SCHEMA,
            parts.schema(),
            "stream_table",
            parts.table()));
  }
}
