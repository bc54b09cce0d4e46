package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.sql.Identifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What columns and tables are called. */
final class BigqueryNamesTest {
  @ParameterizedTest
  @CsvSource({
    "order,order",
    "a b,a_b",
    "größe,größe",
    "1st,_1st",
    "_PARTITIONTIME,__PARTITIONTIME",
    "_partition,__partition",
    "__ROOT__x,___ROOT__x",
    "_sdc_sequence,_sdc_sequence",
    "a`b,a_x60_b"
  })
  void foldsNames(String name, String held) {
    assertThat(identifiers().fold(name)).isEqualTo(held);
  }

  @ParameterizedTest
  @CsvSource({
    "TestColumn,test_column",
    "RANDOMCapsAREHere,random_caps_are_here",
    "SalesforceThing__c,salesforce_thing__c",
    "123ANewWorld,_123_a_new_world",
    "Nested.Value,nested__value",
    "alreadySnake_case,already_snake_case"
  })
  void namesColumnsInSnakeCase(String property, String column) {
    TargetBigquery.Config config =
        Settings.config("{'column_name_transforms': {'snake_case': true}}");

    assertThat(new BigqueryDialect(config).dialect().identifiers().column(property))
        .isEqualTo(column);
  }

  @Test
  void namesColumnsInSmallLettersAndTablesAsTheirStreams() {
    Identifiers names =
        new BigqueryDialect(Settings.config("{'column_name_transforms': {'lower': true}}"))
            .dialect()
            .identifiers();

    assertThat(names.column("UserID")).isEqualTo("userid");
    assertThat(names.fold("UserID")).isEqualTo("UserID");
  }

  @Test
  void namesNothingLongerThanBigqueryAllows() {
    assertThat(identifiers().fold("x".repeat(400))).hasSize(300);
  }

  private static Identifiers identifiers() {
    return new BigqueryDialect(Settings.config("{}")).dialect().identifiers();
  }
}
