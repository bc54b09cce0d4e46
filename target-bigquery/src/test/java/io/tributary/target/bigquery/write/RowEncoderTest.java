package io.tributary.target.bigquery.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.storage.v1.AnnotationsProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowEncoderTest {
  @ParameterizedTest
  @CsvSource({
    "INT64, 0, 0",
    "INT64, -0, 0",
    "INT64, 9223372036854775807, 9223372036854775807",
    "INT64, -9223372036854775808, -9223372036854775808",
    "TIMESTAMP, -62135596800000000, -62135596800000000",
    "BOOL, true, true",
    "BOOL, false, false",
    "FLOAT64, -1.5e-300, -1.5E-300",
    "DATE, 1970-01-02, 1",
    "DATE, 0001-01-01, -719162",
    "DATE, 9999-12-31, 2932896",
    "TIME, 23:59:59.000001, 23:59:59.000001",
    "DATETIME, 2026-01-02T03:04:05, 2026-01-02T03:04:05",
    "NUMERIC, -12.340, -12.340",
    "NUMERIC, 1e5, 100000",
    "NUMERIC, 1.5E-7, 0.00000015",
    "NUMERIC, 1.12345678900000, 1.123456789",
    "BIGNUMERIC, 0.12345678901234567890123456789012345678, 0.12345678901234567890123456789012345678",
    "JSON, '{\"a\": [1]}', '{\"a\": [1]}'",
    "STRING, größe, größe"
  })
  void writesWhatTheApiReads(StandardSQLTypeName type, String spooled, String value)
      throws Exception {
    assertThat(read(type, spooled).toString()).isEqualTo(value);
  }

  @Test
  void writesBytes() throws Exception {
    assertThat(read(StandardSQLTypeName.BYTES, "00ff7f"))
        .isEqualTo(ByteString.copyFrom(new byte[] {0, -1, 127}));
  }

  @Test
  void writesAnyWholeNumberAndDay() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      long number = random.nextLong() >> random.nextInt(Long.SIZE);
      LocalDate day = LocalDate.ofEpochDay(random.nextInt(3_652_059) - 719_162);
      assertThat(read(StandardSQLTypeName.INT64, Long.toString(number)))
          .as("seed %d", seed)
          .isEqualTo(number);
      assertThat(read(StandardSQLTypeName.DATE, day.toString()))
          .as("seed %d", seed)
          .isEqualTo((int) day.toEpochDay());
    }
  }

  @Test
  void leavesOutNullsAndBeginsEachRowAnew() throws Exception {
    RowEncoder encoder =
        new RowEncoder(
            Schema.of(
                Field.of("a", StandardSQLTypeName.STRING),
                Field.of("b", StandardSQLTypeName.INT64)));
    encoder.value(0, utf8(""), 0);
    ByteString first = encoder.row();
    encoder.value(1, utf8("7"), 1);
    ByteString second = encoder.row();

    Descriptor descriptor = descriptor(encoder);
    assertThat(DynamicMessage.parseFrom(descriptor, first).getAllFields())
        .containsOnlyKeys(descriptor.findFieldByName("a"));
    assertThat(DynamicMessage.parseFrom(descriptor, second).getAllFields())
        .containsOnlyKeys(descriptor.findFieldByName("b"));
  }

  @Test
  void declaresNamesThatProtocolBuffersDoNotKnow() {
    RowEncoder encoder =
        new RowEncoder(
            Schema.of(
                Field.of("größe", StandardSQLTypeName.STRING),
                Field.of("column_1", StandardSQLTypeName.STRING)));

    List<FieldDescriptorProto> fields = encoder.schema().getProtoDescriptor().getFieldList();

    assertThat(fields).extracting(FieldDescriptorProto::getName).doesNotHaveDuplicates();
    assertThat(fields.get(0).getOptions().getExtension(AnnotationsProto.columnName))
        .isEqualTo("größe");
    assertThat(fields.get(1).getName()).isEqualTo("column_1");
  }

  private static Object read(StandardSQLTypeName type, String spooled)
      throws IOException, DescriptorValidationException {
    RowEncoder encoder = new RowEncoder(Schema.of(Field.of("v", type)));
    byte[] text = utf8(spooled + "what is behind it");
    encoder.value(0, text, utf8(spooled).length);
    Descriptor descriptor = descriptor(encoder);
    return DynamicMessage.parseFrom(descriptor, encoder.row())
        .getField(descriptor.findFieldByName("v"));
  }

  private static Descriptor descriptor(RowEncoder encoder) throws DescriptorValidationException {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("rows.proto")
            .addMessageType(encoder.schema().getProtoDescriptor())
            .build();
    return FileDescriptor.buildFrom(file, new FileDescriptor[0]).getMessageTypes().get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
