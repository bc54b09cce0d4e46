package io.tributary.target.bigquery.write;

import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes rows as messages of protocol buffers, whose fields are the columns of a table in their
 * order. A null is a field that is not there.
 *
 * <p>Holds one row. Used by one thread.
 */
public final class RowEncoder {
  private final ProtoSchema schema;
  private final List<FieldEncoder> fields;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** An encoder of the rows of a table. */
  public RowEncoder(Schema table) {
    fields = table.getFields().stream().map(FieldEncoder::of).toList();
    schema =
        ProtoSchema.newBuilder()
            .setProtoDescriptor(MessageShape.of("Row", table.getFields()))
            .build();
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
    fields.get(column).value().write(out, column + 1, text, 0, length);
  }

  /** Ends the row, and begins the next. */
  public ByteString row() throws IOException {
    out.flush();
    ByteString row = UnsafeByteOperations.unsafeWrap(bytes.toByteArray());
    bytes.reset();
    return row;
  }
}
