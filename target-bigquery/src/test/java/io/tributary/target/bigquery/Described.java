package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.LegacySQLTypeName;
import java.util.ArrayList;
import java.util.List;

/** Fields of a table, from the resource that the stand-in keeps of it. */
final class Described {
  private Described() {}

  static Field field(JsonNode resource) {
    List<Field> parts = new ArrayList<>();
    resource.path("fields").forEach(part -> parts.add(field(part)));
    return Field.newBuilder(
            resource.path("name").asText(),
            LegacySQLTypeName.valueOf(resource.path("type").asText()),
            parts.toArray(Field[]::new))
        .setMode(Field.Mode.valueOf(resource.path("mode").asText("NULLABLE")))
        .build();
  }
}
