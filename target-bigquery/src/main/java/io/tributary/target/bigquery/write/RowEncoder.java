package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.UnsafeByteOperations;
import io.tributary.target.bigquery.nested.NestedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes rows as messages of protocol buffers, whose fields are the columns of a table in their
 * order. A null is a field that is not there.
 *
 * <p>Holds one row. Used by one thread.
 */
public final class RowEncoder {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final ProtoSchema schema;
  private final List<FieldEncoder> fields;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
  private final PartEncoder parts = new PartEncoder();

  /** An encoder of the rows of a table. */
  public RowEncoder(Schema table) {
    fields = table.getFields().stream().map(FieldEncoder::of).toList();
    schema =
        ProtoSchema.newBuilder().setProtoDescriptor(declaration("Row", table.getFields())).build();
  }

  private static DescriptorProto.Builder declaration(String type, List<Field> columns) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(type);
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.getName().toLowerCase(Locale.ROOT)));
    for (int i = 0; i < columns.size(); i++) {
      Field column = columns.get(i);
      String name = column.getName();
      boolean isRepeated = Field.Mode.REPEATED.equals(column.getMode());
      FieldDescriptorProto.Builder field =
          message
              .addFieldBuilder()
              .setNumber(i + 1)
              .setLabel(isRepeated ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
      if (column.getSubFields() == null) {
        field.setType(FieldEncoder.of(column).type());
      } else {
        String struct = type + "_" + (i + 1);
        message.addNestedType(declaration(struct, column.getSubFields()));
        field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(struct);
      }
      if (IDENTIFIER.matcher(name).matches()) {
        field.setName(name);
      } else {
        field
            .setName(free("column_" + (i + 1), taken))
            .setOptions(FieldOptions.newBuilder().setExtension(AnnotationsProto.columnName, name));
      }
    }
    return message;
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free)) {
      free += "_";
    }
    return free;
  }

  /** How the rows are declared. */
  public ProtoSchema schema() {
    return schema;
  }

  /**
   * Writes a value of the row that is begun.
   *
   * @param column its place in the table's order, from 0 on
   * @param text the value, as {@code RowFormat.SEPARATED} has it, as far as {@code length}
   */
  public void value(int column, byte[] text, int length) throws IOException {
    fields.get(column).value().write(out, column + 1, text, length);
  }

  /**
   * Takes a value of the row that is begun, part by part.
   *
   * @param column its place in the table's order, from 0 on
   */
  public NestedOutput nested(int column) {
    parts.begin(out, column + 1);
    return parts;
  }

  /** Ends the row, and begins the next. */
  public ByteString row() throws IOException {
    out.flush();
    ByteString row = UnsafeByteOperations.unsafeWrap(bytes.toByteArray());
    bytes.reset();
    return row;
  }
}
