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

  /** An encoder of the rows of a table. */
  public RowEncoder(Schema table) {
    fields = table.getFields().stream().map(FieldEncoder::of).toList();
    schema =
        ProtoSchema.newBuilder().setProtoDescriptor(declaration(table.getFields(), fields)).build();
  }

  private static DescriptorProto declaration(List<Field> columns, List<FieldEncoder> fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Row");
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.getName().toLowerCase(Locale.ROOT)));
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).getName();
      FieldDescriptorProto.Builder field =
          message
              .addFieldBuilder()
              .setNumber(i + 1)
              .setLabel(Label.LABEL_OPTIONAL)
              .setType(fields.get(i).type());
      if (IDENTIFIER.matcher(name).matches()) {
        field.setName(name);
      } else {
        field
            .setName(free("column_" + (i + 1), taken))
            .setOptions(FieldOptions.newBuilder().setExtension(AnnotationsProto.columnName, name));
      }
    }
    return message.build();
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

  /** Ends the row, and begins the next. */
  public ByteString row() throws IOException {
    out.flush();
    ByteString row = UnsafeByteOperations.unsafeWrap(bytes.toByteArray());
    bytes.reset();
    return row;
  }
}
