package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.sql.Table;
import io.tributary.singer.sql.TableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rows are written for load jobs. */
final class LoadedFieldsTest {
  /** What is beyond 53 bits would be rounded as a number of JSON. */
  @Test
  void writesWholeNumbersAsText() throws Misfit {
    ColumnType parts =
        ColumnType.object(
            List.of(
                new Field("n", ColumnType.INTEGER, true),
                new Field("f", ColumnType.DOUBLE, true),
                new Field("b", ColumnType.BOOLEAN, true)),
            true);
    List<Column> columns =
        List.of(
            new Column("n", ColumnType.INTEGER),
            new Column("b", ColumnType.BOOLEAN),
            new Column("x", ColumnType.BINARY),
            new Column("s", parts));

    List<JsonField> fields =
        LoadedFields.of(
            "people",
            columns,
            new Table(TableName.of("p", "raw", "staged"), columns),
            BigqueryNames.identifiers(name -> name));

    assertThat(fields.subList(0, 7))
        .extracting(JsonField::form)
        .containsExactly(
            JsonField.Form.TEXT,
            JsonField.Form.TEXT,
            JsonField.Form.TEXT,
            JsonField.Form.TEXT,
            JsonField.Form.TEXT,
            JsonField.Form.LITERAL,
            JsonField.Form.BASE64);
    byte[] json = "{\"n\":9007199254740993,\"f\":1.5,\"b\":true}".getBytes(StandardCharsets.UTF_8);
    TextBuffer out = new TextBuffer();
    fields.get(7).nested().orElseThrow().write(json, 0, json.length, out);
    assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8))
        .isEqualTo("{\"n\":\"9007199254740993\",\"f\":1.5,\"b\":true}");
  }
}
