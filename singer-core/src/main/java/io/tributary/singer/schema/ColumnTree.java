package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.error.SingerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which property goes to which column: each to its own, or an object's properties to columns of
 * theirs.
 *
 * @param fields the columns, with what objects and arrays are made of as {@link NestedFields} says
 * @param branches what becomes of each property
 */
public record ColumnTree(List<Field> fields, Map<String, Branch> branches) {
  static final Set<String> COMBINING =
      Set.of("anyOf", "oneOf", "allOf", "not", "if", "enum", "const", "$ref");

  /**
   * What becomes of one property.
   *
   * @param column the number of its column, or -1 if its own properties have theirs
   * @param branches what becomes of its own properties
   */
  public record Branch(int column, Map<String, Branch> branches) {}

  /**
   * The columns that a stream's schema asks for.
   *
   * @throws SingerException.Data if two properties would go to columns of one name
   */
  public static ColumnTree of(String stream, JsonSchema schema, Flattening flattening) {
    List<Field> fields = new ArrayList<>();
    Map<String, Branch> branches = branches(schema.toJson(), List.of(), false, flattening, fields);
    Map<String, String> names = new HashMap<>();
    for (Field field : fields) {
      if (names.put(field.name(), field.name()) != null) {
        throw new SingerException.Data(
            stream,
            "several properties flatten to the name "
                + field.name()
                + "; another flattening_separator keeps them apart");
      }
    }
    return new ColumnTree(List.copyOf(fields), branches);
  }

  private static Map<String, Branch> branches(
      JsonNode schema,
      List<String> path,
      boolean isOptional,
      Flattening flattening,
      List<Field> fields) {
    Map<String, Branch> branches = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      List<String> inner = new ArrayList<>(path);
      inner.add(property.getKey());
      JsonNode definition = property.getValue();
      Field field = NestedFields.field(flattening.name(inner), definition);
      boolean isFlattened =
          inner.size() <= flattening.maxDepth()
              && field.type().kind() == LogicalType.OBJECT
              && !definition.path("properties").isEmpty()
              && COMBINING.stream().noneMatch(definition::has);
      if (isFlattened) {
        Map<String, Branch> parts = branches(definition, inner, true, flattening, fields);
        branches.put(property.getKey(), new Branch(ObjectCheck.NO_COLUMN, parts));
      } else {
        branches.put(property.getKey(), new Branch(fields.size(), Map.of()));
        boolean isNullable = field.nullable() || isOptional;
        fields.add(new Field(field.name(), field.type(), isNullable, field.isBase64()));
      }
    }
    return branches;
  }
}
