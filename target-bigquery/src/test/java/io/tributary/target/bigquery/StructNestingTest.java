package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far BigQuery's limits and names let objects and arrays be taken apart. */
final class StructNestingTest {
  private final StructNesting nesting =
      new StructNesting(BigqueryNames.identifiers(name -> name), Settings.config("{}").columns());

  @Test
  void keepsAsJsonWhatIsDeeperThanBigqueryGoes() {
    ColumnType deep = ColumnType.STRING;
    for (int i = 0; i < 17; i++) {
      deep = ColumnType.object(List.of(new Field("a", deep, true)), true);
    }

    String stored = stored(deep);

    assertThat(stored.split("STRUCT<", -1)).hasSize(16);
    assertThat(stored).contains("`a` JSON");
  }

  @Test
  void keepsAsJsonTheColumnsThatATableHasNoRoomFor() {
    List<Field> many = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      many.add(new Field("p" + i, ColumnType.STRING, true));
    }
    ColumnType wide = ColumnType.object(many, true);

    List<Column> stored = nesting.stored(List.of(new Column("one", wide), new Column("two", wide)));

    assertThat(stored.get(0).type().hasParts()).isTrue();
    assertThat(stored.get(1).type().isJson()).isTrue();
  }

  @Test
  void givesOneFieldToTheFirstOfThoseThatAreOneName() {
    ColumnType object =
        ColumnType.object(
            List.of(
                new Field("Id", ColumnType.INTEGER, false),
                new Field("id", ColumnType.STRING, false),
                new Field("_SDC_rest", ColumnType.STRING, false),
                new Field("a b", ColumnType.NUMBER, false)),
            true);

    assertThat(stored(object)).isEqualTo("STRUCT<`Id` INT64, `a_b` BIGNUMERIC, `_sdc_rest` JSON>");
  }

  @Test
  void readsWhatItSpells() {
    ColumnType object =
        ColumnType.object(
            List.of(
                new Field("a b", ColumnType.STRING, false),
                new Field(
                    "list", ColumnType.arrayOf(new Field("", ColumnType.BINARY, false)), true),
                new Field("any", ColumnType.ANY, true)),
            true);
    ColumnType array = ColumnType.arrayOf(new Field("", object, false));

    assertThat(BigqueryDialect.spelled(array))
        .isEqualTo("ARRAY<STRUCT<`a b` STRING NOT NULL, `list` ARRAY<BYTES>, `any` JSON>>");
    assertThat(BigqueryDialect.read(BigqueryDialect.spelled(array))).contains(array);
    assertThat(BigqueryDialect.read("STRUCT<`n` NUMERIC(10,2), `s` STRING(20)>"))
        .contains(
            ColumnType.object(
                List.of(
                    new Field("n", ColumnType.decimal(10, 2), true),
                    new Field("s", ColumnType.string(20), true)),
                true));
    assertThat(BigqueryDialect.read("STRUCT<`g` GEOGRAPHY, `s` STRING>")).isEmpty();
    assertThat(BigqueryDialect.read("ARRAY<JSON>")).isEmpty();
  }

  private String stored(ColumnType type) {
    return BigqueryDialect.spelled(nesting.stored(List.of(new Column("c", type))).get(0).type());
  }
}
