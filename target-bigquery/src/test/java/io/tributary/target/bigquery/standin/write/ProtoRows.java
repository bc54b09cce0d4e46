package io.tributary.target.bigquery.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.tributary.target.bigquery.standin.store.Column;
import io.tributary.target.bigquery.standin.store.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows in protocol buffers of a writer's schema, for a table of certain columns. */
final class ProtoRows {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Descriptor descriptor;
  private final List<Column> columns;

  ProtoRows(DescriptorProto writer, List<Column> columns) {
    this.columns = columns;
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder().setName("rows.proto").addMessageType(writer).build();
    try {
      descriptor =
          FileDescriptor.buildFrom(file, new FileDescriptor[0])
              .findMessageTypeByName(writer.getName());
    } catch (DescriptorValidationException e) {
      throw new WriteError(Code.INVALID_ARGUMENT, "Invalid proto schema: " + e.getMessage());
    }
    check(descriptor, columns);
  }

  private static void check(Descriptor given, List<Column> columns) {
    Map<String, FieldDescriptor> fields = fields(given);
    for (Column column : columns) {
      FieldDescriptor field = fields.remove(column.name().toLowerCase(Locale.ROOT));
      if (field == null) {
        if (column.mode() == Column.Mode.REQUIRED) {
          throw new WriteError(
              Code.INVALID_ARGUMENT,
              "The required field " + column.name() + " is missing in the proto schema");
        }
        continue;
      }
      if (field.isRepeated() != (column.mode() == Column.Mode.REPEATED)) {
        throw new WriteError(
            Code.INVALID_ARGUMENT,
            "The proto field mismatched with BigQuery field at " + column.name() + ": repeated");
      }
      if (column.type() == Type.STRUCT) {
        check(field.getMessageType(), column.fields());
      }
    }
    if (!fields.isEmpty()) {
      throw new WriteError(
          Code.INVALID_ARGUMENT,
          StorageError.StorageErrorCode.SCHEMA_MISMATCH_EXTRA_FIELDS,
          "",
          "Input schema has more fields than BigQuery schema, extra fields: '"
              + String.join(",", fields.keySet())
              + "'");
    }
  }

  /** The fields by the names of their columns, in lower case. */
  private static Map<String, FieldDescriptor> fields(Descriptor given) {
    Map<String, FieldDescriptor> fields = new HashMap<>();
    given
        .getFields()
        .forEach(field -> fields.put(columnName(field).toLowerCase(Locale.ROOT), field));
    return fields;
  }

  /** A column's name that is none for a field is in an option of it. */
  private static String columnName(FieldDescriptor field) {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(registry);
    try {
      FieldOptions options =
          FieldOptions.parseFrom(field.toProto().getOptions().toByteString(), registry);
      return options.hasExtension(AnnotationsProto.columnName)
          ? options.getExtension(AnnotationsProto.columnName)
          : field.getName();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All rows, every value of theirs as text; those that do not fit are told of instead. */
  List<ObjectNode> read(List<ByteString> serialized, List<RowError> errors) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < serialized.size(); i++) {
      try {
        rows.add(record(DynamicMessage.parseFrom(descriptor, serialized.get(i)), columns));
      } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
        errors.add(
            RowError.newBuilder()
                .setIndex(i)
                .setCode(RowError.RowErrorCode.FIELDS_ERROR)
                .setMessage(String.valueOf(e.getMessage()))
                .build());
      }
    }
    return rows;
  }

  private static ObjectNode record(DynamicMessage message, List<Column> columns) {
    Map<String, FieldDescriptor> fields = fields(message.getDescriptorForType());
    ObjectNode row = NODES.objectNode();
    for (Column column : columns) {
      FieldDescriptor field = fields.get(column.name().toLowerCase(Locale.ROOT));
      boolean isRepeated = column.mode() == Column.Mode.REPEATED;
      if (field != null && isRepeated) {
        ArrayNode all = row.putArray(column.name());
        for (Object one : (List<?>) message.getField(field)) {
          all.add(node(column, one));
        }
      } else if (field != null && message.hasField(field)) {
        row.set(column.name(), node(column, message.getField(field)));
      } else if (column.mode() == Column.Mode.REQUIRED) {
        throw new IllegalArgumentException(
            "Field " + column.name() + ": Required field is missing.");
      } else {
        row.set(column.name(), isRepeated ? NODES.arrayNode() : NODES.nullNode());
      }
    }
    return row;
  }

  private static JsonNode node(Column column, Object value) {
    if (value instanceof DynamicMessage message && column.type() == Type.STRUCT) {
      return record(message, column.fields());
    }
    return NODES.textNode(ProtoCell.of(column, value));
  }
}
