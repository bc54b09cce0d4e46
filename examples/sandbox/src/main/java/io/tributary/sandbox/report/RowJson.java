package io.tributary.sandbox.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.report.Inquiry.Rules;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows as Google does: nested by the names' dots, 64-bit numbers as text. */
public final class RowJson {
  private final Node root = new Node("");
  private final String fieldMask;

  /** Prepares for the columns of a query. */
  public RowJson(Inquiry inquiry, Rules rules) {
    fieldMask =
        inquiry.columns().stream()
            .map(column -> camelCase(column.field().name()))
            .collect(Collectors.joining(","));
    if (inquiry.namesResources()) {
      for (String resource : resources(inquiry)) {
        if (rules.readers().names(resource)) {
          Field name = rules.catalog().field(resource + ".resource_name").orElseThrow();
          root.add(name, rules.readers().of(name));
        }
      }
    }
    inquiry.columns().forEach(column -> root.add(column.field(), column.reader()));
  }

  private static Set<String> resources(Inquiry inquiry) {
    Set<String> resources = new TreeSet<>();
    resources.add(inquiry.resource().name());
    for (Inquiry.Column column : inquiry.columns()) {
      if (!column.field().isMetric() && !column.field().isSegment()) {
        resources.add(column.field().root());
      }
    }
    return resources;
  }

  /** The selected fields, as the answer repeats them. */
  public String fieldMask() {
    return fieldMask;
  }

  public void write(Row row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Node node : root.children.values()) {
      node.write(row, out);
    }
    out.writeEndObject();
  }

  /** A name as JSON has it: without underscores, every part but the first with a capital. */
  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder(name.length());
    boolean isFirst = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '_') {
        isFirst = true;
      } else {
        camel.append(isFirst ? Character.toUpperCase(letter) : letter);
        isFirst = false;
      }
    }
    return camel.toString();
  }

  /** An object or a field of the answer. */
  private static final class Node {
    private final SerializedString name;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private @Nullable Field field;
    private @Nullable Reader reader;

    Node(String name) {
      this.name = new SerializedString(camelCase(name));
    }

    void add(Field added, Reader read) {
      Node node = this;
      for (String part : List.of(added.name().split("\\."))) {
        node = node.children.computeIfAbsent(part, Node::new);
      }
      node.field = added;
      node.reader = read;
    }

    boolean isSet(Row row) {
      if (reader != null) {
        return reader.of(row) != null;
      }
      return children.values().stream().anyMatch(child -> child.isSet(row));
    }

    void write(Row row, JsonGenerator out) throws IOException {
      boolean isOpen = false;
      for (Node child : children.values()) {
        @Nullable Object value = child.reader == null ? null : child.reader.of(row);
        if (value == null && (child.reader != null || !child.isSet(row))) {
          continue;
        }
        if (!isOpen) {
          out.writeFieldName(name);
          out.writeStartObject();
          isOpen = true;
        }
        if (value == null) {
          child.write(row, out);
        } else {
          out.writeFieldName(child.name);
          value(value, child.isLong(), out);
        }
      }
      if (isOpen) {
        out.writeEndObject();
      }
    }

    private boolean isLong() {
      return field != null && field.type() == Field.Type.INT64;
    }

    private static void value(Object value, boolean isLong, JsonGenerator out) throws IOException {
      if (value instanceof JsonNode node) {
        out.writeTree(node);
      } else if (value instanceof Collection<?> many) {
        out.writeStartArray();
        for (Object each : many) {
          value(each, isLong, out);
        }
        out.writeEndArray();
      } else if (isLong || value instanceof String) {
        out.writeString(value.toString());
      } else if (value instanceof Boolean truth) {
        out.writeBoolean(truth);
      } else if (value instanceof Integer number) {
        out.writeNumber(number);
      } else if (value instanceof Long number) {
        out.writeNumber(number);
      } else if (value instanceof Double number) {
        out.writeNumber(number);
      } else {
        throw new IllegalStateException("a field's value is a " + value.getClass().getName());
      }
    }
  }
}
