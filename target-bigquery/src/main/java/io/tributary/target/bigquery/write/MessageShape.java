package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Declares a table, or a STRUCT of it, as a message of protocol buffers: its columns are fields,
 * numbered from 1 on in their order.
 */
final class MessageShape {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private MessageShape() {}

  static DescriptorProto of(String name, List<Field> columns) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.getName().toLowerCase(Locale.ROOT)));
    for (int number = 1; number <= columns.size(); number++) {
      Field column = columns.get(number - 1);
      FieldDescriptorProto.Builder field =
          message
              .addFieldBuilder()
              .setNumber(number)
              .setLabel(
                  isRepeated(column)
                      ? FieldDescriptorProto.Label.LABEL_REPEATED
                      : FieldDescriptorProto.Label.LABEL_OPTIONAL)
              .setType(FieldEncoder.of(column).type());
      if (column.getSubFields() != null) {
        String type = free("Struct_" + number, taken);
        field.setTypeName(type);
        message.addNestedType(of(type, column.getSubFields()));
      }
      if (IDENTIFIER.matcher(column.getName()).matches()) {
        field.setName(column.getName());
      } else {
        field
            .setName(free("column_" + number, taken))
            .setOptions(
                FieldOptions.newBuilder()
                    .setExtension(AnnotationsProto.columnName, column.getName()));
      }
    }
    return message.build();
  }

  private static boolean isRepeated(Field column) {
    return Field.Mode.REPEATED.equals(column.getMode());
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free.toLowerCase(Locale.ROOT))) {
      free += "_";
    }
    return free;
  }
}
