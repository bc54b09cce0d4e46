package io.tributary.singer.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.schema.ColumnType;
import org.junit.jupiter.api.Test;

final class NestedUnionTest {
  @Test
  void addsPartsAtTheEndAndWidensThoseThatAreThere() {
    assertThat(
            union(
                "OBJECT<id INTEGER(18,0); name STRING>",
                "OBJECT<Name STRING; id INTEGER(25,0); paid BOOLEAN>"))
        .isEqualTo("OBJECT<id INTEGER(25,0); name STRING; paid BOOLEAN>");
    assertThat(union("OBJECT<id INTEGER(18,0)>", "OBJECT<id STRING>"))
        .isEqualTo("OBJECT<id STRING>");
    assertThat(union("ARRAY<INTEGER(18,0)>", "ARRAY<INTEGER(25,0)>"))
        .isEqualTo("ARRAY<INTEGER(25,0)>");
  }

  @Test
  void leavesWhatHoldsEverythingAsItIs() {
    assertThat(union("OBJECT<id STRING>", "OBJECT<id STRING>")).isEqualTo("OBJECT<id STRING>");
    assertThat(union("OBJECT<id STRING; name STRING>", "OBJECT<id STRING>"))
        .isEqualTo("OBJECT<id STRING; name STRING>");
    assertThat(union("OBJECT", "OBJECT<id STRING>")).isEqualTo("OBJECT");
    assertThat(union("ANY", "ARRAY<STRING>")).isEqualTo("ANY");
    assertThat(union("OBJECT<id STRING; rest ANY>", "OBJECT"))
        .isEqualTo("OBJECT<id STRING; rest ANY>");
  }

  @Test
  void becomesJsonWherePartsSayTooLittle() {
    assertThat(union("OBJECT<id STRING>", "OBJECT")).isEqualTo("ANY");
    assertThat(union("OBJECT<id STRING>", "STRING")).isEqualTo("ANY");
    assertThat(union("STRING", "OBJECT<id STRING>")).isEqualTo("ANY");
    assertThat(union("ARRAY<STRING>", "OBJECT<id STRING>")).isEqualTo("ANY");
    assertThat(union("OBJECT<id STRING>", "ARRAY<STRING>")).isEqualTo("ANY");
    assertThat(union("ARRAY<STRING>", "ARRAY")).isEqualTo("ANY");
  }

  @Test
  void widensWhatHasNoPartsAsEver() {
    assertThat(union("INTEGER(18,0)", "INTEGER(25,0)")).isEqualTo("INTEGER(25,0)");
    assertThat(union("INTEGER(18,0)", "STRING")).isEqualTo("STRING");
  }

  @Test
  void knowsWhetherPartsWereAddedAndNothingElse() {
    assertThat(onlyAdds("OBJECT<id STRING>", "OBJECT<id STRING>")).isTrue();
    assertThat(onlyAdds("OBJECT<id STRING>", "OBJECT<id STRING; name STRING>")).isTrue();
    assertThat(onlyAdds("OBJECT<id STRING; name STRING>", "OBJECT<id STRING>")).isFalse();
    assertThat(onlyAdds("OBJECT<id INTEGER(18,0)>", "OBJECT<id STRING; name STRING>")).isFalse();
    assertThat(onlyAdds("OBJECT<id STRING>", "ANY")).isFalse();
    assertThat(onlyAdds("INTEGER(18,0)", "STRING")).isFalse();
  }

  private static String union(String held, String wanted) {
    return Structs.spelled(
        new NestedUnion(Structs.DIALECT, Widening.COUNTED).of(type(held), type(wanted)));
  }

  private static boolean onlyAdds(String held, String now) {
    return NestedUnion.onlyAdds(type(held), type(now));
  }

  private static ColumnType type(String spelled) {
    return Structs.DIALECT.types().read().apply(spelled).orElseThrow();
  }
}
