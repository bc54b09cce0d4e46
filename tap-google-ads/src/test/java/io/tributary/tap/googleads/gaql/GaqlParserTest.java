package io.tributary.tap.googleads.gaql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaqlParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT campaign.id FROM campaign",
        "SELECT campaign.id, metrics.clicks FROM campaign WHERE campaign.status = 'ENABLED'",
        "SELECT a.b FROM a WHERE a.b BETWEEN '2026-01-01' AND '2026-01-31' AND a.c IN ('x', 'y')",
        "SELECT a.b FROM a WHERE a.b != 3 AND a.c IS NOT NULL AND a.d CONTAINS ANY ('p', 'q')",
        "SELECT a.b FROM a WHERE a.b DURING LAST_30_DAYS ORDER BY a.b DESC, a.c LIMIT 5",
        "SELECT a.b FROM a WHERE a.name = 'it''s' ORDER BY a.b",
        "SELECT a.b FROM a WHERE a.name = 'FROM (AND) LIMIT 5' LIMIT 7",
        "SELECT a.b FROM a PARAMETERS include_drafts=true",
      })
  void aQueryIsWrittenAsItWasRead(String text) {
    assertThat(GaqlParser.parse(text).toString().replace(" ", "")).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void spacesAndLinesAndSmallLettersAreLeftToTheUser() {
    Query query = GaqlParser.parse("select a.b,\n  a.c\nfrom a where a.b>=1 and a.c='x y' limit 3");

    assertThat(query).hasToString("SELECT a.b, a.c FROM a WHERE a.b >= 1 AND a.c = 'x y' LIMIT 3");
    assertThat(query.restricts("a.c")).isTrue();
    assertThat(query.limitedTo(1).limit()).contains(1L);
    assertThat(query.limitedTo(9).limit()).contains(3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM a | lacks SELECT",
        "SELECT | ends too early",
        "SELECT a.b | lacks FROM",
        "SELECT * FROM a | has * where the name of a field belongs",
        "SELECT a.b FROM a WHERE | ends too early",
        "SELECT a.b FROM a LIMIT many | has many where a number belongs",
        "SELECT a.b FROM a OR a.c | does not go on with OR in GAQL",
        "SELECT a.b FROM a WHERE a.b IN ('x' | has a list that does not end",
        "SELECT a.b FROM a; DROP | has a; where the name of a field belongs",
      })
  void whatIsNoQuerySaysWhyItIsNone(String text, String why) {
    assertThatThrownBy(() -> GaqlParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void aStringThatDoesNotEndIsNone() {
    assertThatThrownBy(() -> GaqlParser.parse("SELECT a.b FROM a WHERE a.b = 'x"))
        .hasMessage("has a string that does not end");
  }
}
