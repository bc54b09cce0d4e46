package io.tributary.singer.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookmarkOrderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9 | 10",
        "9.5 | 10",
        "9223372036854775807 | 9223372036854775808",
        "9007199254740993.1 | 9007199254740993.2",
        "'9' | 10",
        "9 | '10.5'",
        "'2026-01-31' | '2026-02-01'",
        "'2026-01-31' | '2026-01-31T00:00:00.001Z'",
        "'2026-01-31T23:30:00+01:00' | '2026-01-31T23:00:00Z'",
        "'2026-01-31T00:00:00+01:00' | '2026-01-31T00:00:00+00:30'",
        "'2026-01-31T00:00:00.5Z' | '2026-01-31T00:00:00.51Z'",
        "'2026-01-31T00:00:00Z' | '2026-01-31T00:00:00.1Z'",
        "'2026-01-31 00:00:00' | '2026-01-31T00:00:01+0000'",
        "'2026-01-31T00:00Z' | '2026-01-31 00:00:01 +00:00'",
        "'apple' | 'banana'",
        "'2026-01-31' | 'x'",
        "'2026-13-99' | '2026-13-999'",
        "false | true"
      })
  void putsTheFirstBeforeTheSecond(String first, String second) {
    assertThat(BookmarkOrder.compare(StateTest.json(first), StateTest.json(second))).isNegative();
    assertThat(BookmarkOrder.compare(StateTest.json(second), StateTest.json(first))).isPositive();
    assertThat(BookmarkOrder.compare(StateTest.json(first), StateTest.json(first))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.0 | 1",
        "'2026-01-31' | '2026-01-31T00:00:00Z'",
        "'2026-01-31T00:00:00Z' | '2026-01-31T00:00:00.000000Z'",
        "'2026-01-31T01:00:00+01:00' | '2026-01-31t00:00:00z'",
        "'2026-01-31T01:00:00+0100' | '2026-01-31 00:00:00'"
      })
  void knowsTheSameValueByItsSpellings(String one, String other) {
    assertThat(BookmarkOrder.compare(StateTest.json(one), StateTest.json(other))).isZero();
  }

  @Property
  void ordersTimesAsInstantsWhateverTheirOffset(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long first,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long second,
      @ForAll @IntRange(min = -18, max = 18) int firstOffset,
      @ForAll @IntRange(min = -18, max = 18) int secondOffset) {
    int order =
        BookmarkOrder.compare(
            TextNode.valueOf(at(first, firstOffset)), TextNode.valueOf(at(second, secondOffset)));

    assertThat(Integer.signum(order)).isEqualTo(Long.compare(first, second));
  }

  private static String at(long millis, int hours) {
    return OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.ofHours(hours))
        .toString();
  }

  @Test
  void knowsDatesFromTimes() {
    assertThat(BookmarkOrder.isDate(StateTest.json("'2026-01-31'"))).isTrue();
    assertThat(BookmarkOrder.isDate(StateTest.json("'2026-02-31'"))).isFalse();
    assertThat(BookmarkOrder.isDate(StateTest.json("'2026-01-31T00:00:00Z'"))).isFalse();
    assertThat(BookmarkOrder.isDate(StateTest.json("20260131"))).isFalse();
    assertThat(BookmarkOrder.instant(StateTest.json("1700000000"))).isEmpty();
    assertThat(BookmarkOrder.instant(StateTest.json("'soon'"))).isEmpty();
  }
}
