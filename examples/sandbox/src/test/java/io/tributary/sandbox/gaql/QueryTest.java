package io.tributary.sandbox.gaql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.sandbox.gaql.Query.Condition;
import io.tributary.sandbox.gaql.Query.Ordering;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @Test
  void everyClauseIsRead() {
    Query query =
        Query.parse(
            """
            select campaign.id, metrics.clicks
            FROM campaign
            WHERE segments.date BETWEEN '2026-10-01' AND "2026-10-31" AND campaign.status IN ('ENABLED', 'PAUSED')
              AND campaign.name NOT LIKE 'it\\'s%' AND campaign.labels CONTAINS ANY ('a')
              AND campaign.optimization_score IS NOT NULL AND metrics.clicks >= 10
            ORDER BY metrics.clicks DESC, campaign.id
            LIMIT 5
            PARAMETERS omit_unselected_resource_names = TRUE
            """);

    assertThat(query.select()).containsExactly("campaign.id", "metrics.clicks");
    assertThat(query.from()).isEqualTo("campaign");
    assertThat(query.where())
        .containsExactly(
            new Condition("segments.date", Operator.BETWEEN, List.of("2026-10-01", "2026-10-31")),
            new Condition("campaign.status", Operator.IN, List.of("ENABLED", "PAUSED")),
            new Condition("campaign.name", Operator.NOT_LIKE, List.of("it's%")),
            new Condition("campaign.labels", Operator.CONTAINS_ANY, List.of("a")),
            new Condition("campaign.optimization_score", Operator.IS_NOT_NULL, List.of()),
            new Condition("metrics.clicks", Operator.AT_LEAST, List.of("10")));
    assertThat(query.order())
        .containsExactly(new Ordering("metrics.clicks", true), new Ordering("campaign.id", false));
    assertThat(query.limit()).hasValue(5);
    assertThat(query.parameters()).isEqualTo(Map.of("omit_unselected_resource_names", "true"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT a.b FROM c WHERE a.b = 'x|STRING_NOT_TERMINATED",
        "SELECT a.b FROM c WHERE a.b BETWEEN 1|EXPECTED_VALUE_WITH_BETWEEN_OPERATOR",
        "SELECT a.b FROM c WHERE a.b BETWEEN 1 OR 2|EXPECTED_VALUE_WITH_BETWEEN_OPERATOR",
        "SELECT a.b FROM c WHERE a.b IN 'x'|EXPECTED_LIST",
        "SELECT a.b FROM c WHERE a.b IN ('x'|EXPECTED_LIST",
        "SELECT a.b FROM c WHERE a.b = ,|EXPECTED_SINGLE_VALUE",
        "SELECT a.b FROM c ORDER a.b|EXPECTED_BY",
        "SELECT a.b FROM c LIMIT many|BAD_LIMIT_VALUE",
        "SELECT 1 FROM c|BAD_FIELD_NAME",
        "SELECT a.b FROM c PARAMETERS include_drafts = maybe|BAD_PARAMETER_VALUE",
        "SELECT|UNEXPECTED_END_OF_QUERY"
      })
  void whatIsWrongHasGooglesName(String text, String code) {
    assertThatThrownBy(() -> Query.parse(text))
        .isInstanceOfSatisfying(Flaw.class, flaw -> assertThat(flaw.code()).isEqualTo(code));
  }

  @Test
  void queriesOfFieldsStandInNoResource() {
    assertThat(Query.parseFieldQuery("SELECT name WHERE name LIKE 'campaign%'").where()).hasSize(1);
    assertThatThrownBy(() -> Query.parseFieldQuery("SELECT name FROM fields"))
        .isInstanceOfSatisfying(
            Flaw.class, flaw -> assertThat(flaw.code()).isEqualTo("UNEXPECTED_FROM_CLAUSE"));
  }
}
