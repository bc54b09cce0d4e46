package io.tributary.singer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTextTest {
  private static final long FIRST = -62_167_219_200L;
  private static final long LAST = 253_402_300_799L;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long micros(String text) {
    return DateTimeText.micros(ascii(text), 0, ascii(text).length);
  }

  @Property
  void readsWhatJavaWrites(
      @ForAll @LongRange(min = FIRST + 86_400, max = LAST - 86_400) long second,
      @ForAll @IntRange(max = 999_999) int micro,
      @ForAll @IntRange(min = -1_080, max = 1_080) int offsetMinutes) {
    Instant instant = Instant.ofEpochSecond(second, micro * 1_000L);
    OffsetDateTime there = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

    long micros = second * 1_000_000 + micro;
    assertThat(micros(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there))).isEqualTo(micros);
    assertThat(micros(instant.toString())).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01,0",
    "1970-01-01T00:00,0",
    "1970-01-01T00:00:00,0",
    "1970-01-01 00:00:01.5,1500000",
    "1970-01-01t00:00:01z,1000000",
    "1970-01-01T00:00:00+00,0",
    "1970-01-01T01:00:00+0100,0",
    "1970-01-01 01:00:00 +01:00,0",
    "1970-01-01 00:00:00 Z,0",
    "'1970-01-01T00:00:00,25Z',250000",
    "2000-02-29T00:00:00Z,951782400000000",
    "1969-12-31T23:59:59.9999999Z,-1"
  })
  void readsTheSpellingsOfSources(String text, long micros) {
    assertThat(micros(text)).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1970",
        "1970-01",
        "1970-13-01",
        "1970-00-01",
        "1970-01-00",
        "1970-01-32",
        "1900-02-29",
        "1970-02-29",
        "19700101",
        "1970/01/01",
        "1970-01-01T",
        "1970-01-01T00",
        "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z",
        "1970-01-01T00:00:61Z",
        "1970-01-01T00:00:60Z",
        "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00X",
        "1970-01-01T00:00:00+1",
        "1970-01-01T00:00:00+24:00",
        "1970-01-01T00:00:00+01:60",
        "1970-01-01T00:00:00ZZ",
        "1970-01-01T00:00:00 ",
        "+1970-01-01",
        "1970-01-01X00:00:00",
        "１９７０-01-01"
      })
  void refusesEverythingElse(String text) {
    assertThat(micros(text)).isEqualTo(DateTimeText.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "00:00,0",
    "23:59:59.999999,86399999999",
    "01:00:00+01:00,0",
    "00:00:00+01:00,82800000000"
  })
  void readsTimesOfDay(String text, long micros) {
    assertThat(DateTimeText.timeOfDay(ascii(text), 0, text.length())).isEqualTo(micros);
    assertThat(DateTimeText.isTime(ascii(text), 0, text.length())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0:00", "24:00", "00:00:00.", "noon", "00:00:00+"})
  void refusesWhatIsNoTimeOfDay(String text) {
    assertThat(DateTimeText.timeOfDay(ascii(text), 0, text.length())).isEqualTo(DateTimeText.NONE);
    assertThat(DateTimeText.isTime(ascii(text), 0, text.length())).isFalse();
  }
}
