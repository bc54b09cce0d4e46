package io.tributary.target.bigquery.nested;

import com.fasterxml.jackson.databind.node.TextNode;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.schema.PropertyNames;
import io.tributary.singer.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A nested column, or a part of one: what it is called and holds in BigQuery, and which properties
 * of a record's objects go to which of its own parts. Made once a batch.
 *
 * <p>Used by one thread, since it remembers in which order properties came.
 */
public final class Part {
  /** The part of an object that holds, as JSON, the properties that have none of their own. */
  public static final String REST = "_sdc_rest";

  private static final int NONE = -1;

  private final String name;

  /** The name as it stands before a value in JSON. */
  private final byte[] label;

  private final int index;
  private final StandardSQLTypeName type;
  private final boolean isRepeated;
  private final boolean isBase64;
  private final List<Part> parts = new ArrayList<>();
  private final PropertyNames properties;

  /** The part that each of the properties goes to. */
  private final int[] targets;

  private final int rest;

  private Part(
      Field stored, int index, io.tributary.singer.schema.Field source, Identifiers identifiers) {
    this.name = stored.getName();
    this.label = (TextNode.valueOf(name) + ":").getBytes(StandardCharsets.UTF_8);
    this.index = index;
    this.type = stored.getType().getStandardType();
    this.isRepeated = Field.Mode.REPEATED.equals(stored.getMode());
    io.tributary.singer.schema.Field each =
        source.type().kind() == LogicalType.ARRAY && source.type().hasParts()
            ? source.type().element()
            : source;
    this.isBase64 = each.isBase64();
    List<Field> fields = stored.getSubFields() == null ? List.of() : stored.getSubFields();
    Map<String, Integer> free = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      free.put(identifiers.key(fields.get(i).getName()), i);
    }
    Integer others = free.remove(identifiers.key(REST));
    this.rest = others == null || !isJson(fields.get(others)) ? NONE : others;
    Map<Integer, io.tributary.singer.schema.Field> sources = new HashMap<>();
    List<String> names = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (io.tributary.singer.schema.Field property : each.type().parts().fields()) {
      Integer to = free.remove(identifiers.key(identifiers.column(property.name())));
      if (to != null && each.type().kind() == LogicalType.OBJECT) {
        names.add(property.name());
        found.add(to);
        sources.put(to, property);
      }
    }
    this.properties = new PropertyNames(names);
    this.targets = found.stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < fields.size(); i++) {
      parts.add(new Part(fields.get(i), i, sources.getOrDefault(i, each), identifiers));
    }
  }

  /**
   * A nested column.
   *
   * @param stored the column as BigQuery has it
   * @param source the property that it is of, with what its schema says
   */
  public static Part of(
      Field stored, io.tributary.singer.schema.Field source, Identifiers identifiers) {
    return new Part(stored, 0, source, identifiers);
  }

  private static boolean isJson(Field field) {
    return field.getType().getStandardType() == StandardSQLTypeName.JSON
        && !Field.Mode.REPEATED.equals(field.getMode());
  }

  public String name() {
    return name;
  }

  byte[] label() {
    return label;
  }

  /** Which of the fields of its object it is, beginning at 0. */
  public int index() {
    return index;
  }

  public StandardSQLTypeName type() {
    return type;
  }

  public boolean isRepeated() {
    return isRepeated;
  }

  boolean isBase64() {
    return isBase64;
  }

  PropertyNames properties() {
    return properties;
  }

  /** The part that a property goes to, by its place among {@link #properties}. */
  Part target(int property) {
    return parts.get(targets[property]);
  }

  boolean hasRest() {
    return rest != NONE;
  }

  Part rest() {
    return parts.get(rest);
  }
}
