package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.json.TextBuffer;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEncoderTest {
  private final TextBuffer out = new TextBuffer();
  private RowText text = SeparatedText.plain();

  private static JsonSchema schema(String properties) {
    try {
      return JsonSchema.of(
          (ObjectNode)
              Json.MAPPER.readTree("{\"type\":\"object\",\"properties\":{" + properties + "}}"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static RowEncoder encoder(String properties, String... keys) {
    return encoder(TargetSettings.defaults(), properties, keys);
  }

  private static RowEncoder encoder(TargetSettings settings, String properties, String... keys) {
    SchemaMessage message = new SchemaMessage("users", schema(properties), List.of(keys));
    return new RowEncoder(message, RowPlan.of(message, settings));
  }

  private static TargetSettings unvalidated() {
    TargetSettings plain = TargetSettings.defaults();
    TargetSettings.InvalidSettings invalid = plain.invalid();
    return new TargetSettings(
        plain.batch(),
        new TargetSettings.InvalidSettings(
            false,
            invalid.onInvalid(),
            invalid.rejectFile(),
            invalid.maxRejects(),
            invalid.maxLineBytes()),
        plain.flattening(),
        plain.numberType(),
        plain.processActivateVersionMessages(),
        plain.batchConfig(),
        plain.spoolDirectory());
  }

  private static TargetSettings flattening(int depth) {
    TargetSettings plain = TargetSettings.defaults();
    return new TargetSettings(
        plain.batch(),
        plain.invalid(),
        new TargetSettings.FlatteningSettings(true, depth, "__", 255),
        plain.numberType(),
        plain.processActivateVersionMessages(),
        plain.batchConfig(),
        plain.spoolDirectory());
  }

  private static TargetSettings doubles() {
    TargetSettings plain = TargetSettings.defaults();
    return new TargetSettings(
        plain.batch(),
        plain.invalid(),
        plain.flattening(),
        TargetSettings.NumberType.DOUBLE,
        plain.processActivateVersionMessages(),
        plain.batchConfig(),
        plain.spoolDirectory());
  }

  /** The row's fields after the four that every row carries. */
  private List<String> row(RowEncoder encoder, String record) throws BadRecord {
    out.clear();
    encoder.encode(RawJson.of(record), new RowStamp(7, RowStamp.NO_TIME, 9, null), text, out);
    String text = new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("7\u001f\u001f9\u001f\u001f").endsWith("\n");
    return List.of(text.substring(0, text.length() - 1).split("\u001f", -1))
        .subList(4, fields(text));
  }

  private static int fields(String text) {
    return text.split("\u001f", -1).length;
  }

  private String reason(RowEncoder encoder, String record) {
    out.clear();
    try {
      encoder.encode(RawJson.of(record), new RowStamp(7, RowStamp.NO_TIME, 9, null), text, out);
    } catch (BadRecord e) {
      assertThat(out.length()).isZero();
      return e.reason();
    }
    throw new AssertionError("was accepted: " + record);
  }

  @Test
  void writesValuesInTheOrderOfTheSchemaWhateverTheRecordsOrder() throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"}");

    assertThat(row(encoder, "{\"b\":\"x\",\"a\":1}")).containsExactly("1", "x");
    assertThat(row(encoder, "{\"a\":2,\"b\":\"y\"}")).containsExactly("2", "y");
    assertThat(row(encoder, "{\"b\":\"z\"}")).containsExactly("", "z");
  }

  @Test
  void writesTheRecordAsItCameBesideItsKeys() throws BadRecord {
    SchemaMessage message =
        new SchemaMessage(
            "users",
            schema("\"a\":{\"type\":\"integer\"},\"id\":{\"type\":\"string\"}"),
            List.of("id"));
    RowPlan plan = RowPlan.ofRecords(new WholeRecord("doc"), message, TargetSettings.defaults());
    RowEncoder encoder = new RowEncoder(message, plan);

    assertThat(row(encoder, "{\"a\": 1.0, \"id\":\"x\",\"more\":[null]}"))
        .containsExactly("x", "{\"a\": 1.0, \"id\":\"x\",\"more\":[null]}");
    assertThat(reason(encoder, "{\"id\":\"x\",\"a\":\"one\"}")).startsWith("a: ");
    assertThat(encoder.columns())
        .containsExactly(new Column("id", ColumnType.STRING), new Column("doc", ColumnType.ANY));
  }

  @Test
  void carriesTheArrivalNumberTheTimesAndTheVersion() throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"integer\"}");

    encoder.encode(RawJson.of("{\"a\":1}"), new RowStamp(5, -1, 6, 1_700_000_000_000L), text, out);

    assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII))
        .isEqualTo("5\u001f-1\u001f6\u001f1700000000000\u001f1\n");
  }

  @Test
  void tellsAnEmptyStringFromNull() throws BadRecord {
    RowEncoder encoder =
        encoder("\"a\":{\"type\":[\"null\",\"string\"]},\"b\":{\"type\":[\"null\",\"string\"]}");

    assertThat(row(encoder, "{\"a\":\"\",\"b\":null}")).containsExactly("\u0001\u0001", "");
  }

  static List<Arguments> strings() {
    return List.of(
        Arguments.of("a\\u00e9\\n", "\u0001aé\n\u0001"),
        Arguments.of("q\\\"", "q\""),
        Arguments.of("\\u0001", "\u0001\u0001\u0001\u0001"),
        Arguments.of("\\ud83d\\ude00", "😀"),
        Arguments.of("tab\\t", "tab\t"),
        Arguments.of("nul\\u0000", "nul\u0000"),
        Arguments.of("\\/", "/"),
        Arguments.of("\\b\\f", "\b\f"));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void decodesEscapesAndQuotesOnlyWhatNeedsIt(String json, String field) throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"string\"}");

    assertThat(row(encoder, "{\"a\":\"" + json + "\"}")).containsExactly(field);
  }

  @Test
  void refusesHalfOfASurrogatePairAndNamesTheField() {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"object\"}");

    assertThat(reason(encoder, "{\"a\":\"\\ud800\"}"))
        .isEqualTo("a: text with half of a surrogate pair, which is no character");
    assertThat(reason(encoder, "{\"b\":{\"c\":\"\\ude00\"}}")).startsWith("b: text with half");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,1769860800000000",
    "2026-01-31T12:00:00.123456789+01:00,1769857200123456",
    "2026-01-31 12:00:00,1769860800000000",
    "2026-01-31,1769817600000000",
    "1969-12-31T23:59:59.999999Z,-1",
    "0001-01-01T00:00:00Z,-62135596800000000",
    "9999-12-31T23:59:59Z,253402300799000000",
    "2016-12-31T23:59:60Z,1483228800000000"
  })
  void writesTimesAsMicrosecondsOfTheEpoch(String given, String micros) throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"string\",\"format\":\"date-time\"}");

    assertThat(row(encoder, "{\"a\":\"" + given + "\"}")).containsExactly(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,2026-01-31T12:00:00.000000+00:00",
    "2026-01-31T12:00:00.123456789+01:00,2026-01-31T12:00:00.123456+01:00",
    "2026-01-31T12:00:00-1130,2026-01-31T12:00:00.000000-11:30",
    "2026-01-31 12:00:00,2026-01-31T12:00:00.000000+00:00",
    "2026-01-31,2026-01-31T00:00:00.000000+00:00",
    "1969-12-31T23:59:59.999999-00:30,1969-12-31T23:59:59.999999-00:30",
    "0001-01-01T00:30:00+01:00,0001-01-01T00:30:00.000000+01:00",
    "9999-12-31T23:59:59Z,9999-12-31T23:59:59.000000+00:00",
    "2016-12-31T23:59:60+05:45,2017-01-01T00:00:00.000000+05:45"
  })
  void keepsTheOffsetOfATimeWhereTheFormatHasOne(String given, String written) throws BadRecord {
    RowEncoder encoder = quoted("\"a\":{\"type\":\"string\",\"format\":\"date-time\"}");

    out.clear();
    encoder.encode(
        RawJson.of("{\"a\":\"" + given + "\"}"), new RowStamp(7, 1, 1_500_000, null), text, out);

    assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "7\u001f1970-01-01T00:00:00.000001+00:00\u001f1970-01-01T00:00:01.500000+00:00"
                + "\u001f\u001f"
                + written
                + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain,plain",
        "it's,'it''s'",
        "say \\\"hi\\\",say \"hi\"",
        "back\\\\slash,back\\slash"
      })
  void quotesByAnApostropheWhereTheFormatSaysSo(String json, String field) throws BadRecord {
    RowEncoder encoder =
        quoted("\"a\":{\"type\":\"string\"},\"b\":{\"type\":[\"null\",\"string\"]}");

    out.clear();
    encoder.encode(
        RawJson.of("{\"a\":\"" + json + "\",\"b\":\"\"}"), new RowStamp(7, -1, 9, null), text, out);

    assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.UTF_8))
        .endsWith("\u001f\u001f" + field + "\u001f''\n");
  }

  private RowEncoder quoted(String properties) {
    text = SeparatedText.quoted();
    return encoder(properties);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-30T00:00:00Z", "yesterday", "", "2026-01-31T25:00:00Z"})
  void refusesTextThatIsNoTime(String given) {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"string\",\"format\":\"date-time\"}");

    assertThat(reason(encoder, "{\"a\":\"" + given + "\"}"))
        .isEqualTo("a: \"" + given + "\" is not a date and a time");
  }

  @Test
  void keepsJsonByteForByte() throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":[\"object\",\"array\",\"string\"]}");

    assertThat(row(encoder, "{\"a\": {\"x\" : 1.50, \"y\":[1e400]} }"))
        .containsExactly("{\"x\" : 1.50, \"y\":[1e400]}");
    assertThat(row(encoder, "{\"a\":\"t\\u0000\"}")).containsExactly("\"t\\u0000\"");
    assertThat(row(encoder, "{\"a\":[1,\r2]}")).containsExactly("\u0001[1,\r2]\u0001");
  }

  @Test
  void keepsEveryDigitAndSaysHowManyThereAre() throws BadRecord {
    RowEncoder encoder =
        encoder(
            "\"n\":{\"type\":\"number\"},\"i\":{\"type\":\"integer\"},"
                + "\"d\":{\"type\":\"number\",\"multipleOf\":0.01}");

    assertThat(row(encoder, "{\"n\":0.12345678901234567,\"i\":9223372036854775807,\"d\":1.10}"))
        .containsExactly("0.12345678901234567", "9223372036854775807", "1.10");
    assertThat(encoder.columns())
        .containsExactly(
            new Column("n", new ColumnType(io.tributary.singer.schema.LogicalType.NUMBER, 17, 17)),
            new Column("i", ColumnType.INTEGER),
            new Column("d", ColumnType.decimal(2, 1)));

    row(encoder, "{\"n\":1e30,\"i\":9223372036854775808}");

    assertThat(encoder.columns().get(0).type().precision()).isEqualTo(31 + 17);
    assertThat(encoder.columns().get(1).type()).isEqualTo(ColumnType.integer(19));

    encoder.startBatch();

    assertThat(encoder.columns().get(0).type())
        .isEqualTo(new ColumnType(io.tributary.singer.schema.LogicalType.NUMBER, 1, 0));
  }

  @Test
  void takesAWholeNumberHoweverItIsWritten() throws BadRecord {
    RowEncoder encoder = encoder("\"i\":{\"type\":\"integer\"}");

    assertThat(row(encoder, "{\"i\":5.0}")).containsExactly("5");
    assertThat(row(encoder, "{\"i\":1e3}")).containsExactly("1000");
    assertThat(reason(encoder, "{\"i\":5.5}")).startsWith("i: expected type: Integer");
  }

  @Test
  void takesDecimalsThatTravelAsText() throws BadRecord {
    RowEncoder encoder = encoder("\"d\":{\"type\":\"string\",\"format\":\"singer.decimal\"}", "d");

    assertThat(row(encoder, "{\"d\":\"12.50\"}")).containsExactly("12.50");
    assertThat(reason(encoder, "{\"d\":\"abc\"}"))
        .isEqualTo("d: \"abc\" is not a decimal number (d \"abc\")");
  }

  @Test
  void refusesExponentsThatNobodyCanWriteOut() {
    RowEncoder encoder = encoder("\"n\":{\"type\":\"number\"}");

    assertThat(reason(encoder, "{\"n\":1e999999999}")).contains("exponent", "1000");
    assertThat(reason(encoder, "{\"n\":1e99999999999999}")).contains("n is 1e99999999999999");
    assertThat(reason(encoder("\"n\":{\"maximum\":5}"), "{\"n\":1e99999999999999}"))
        .isEqualTo("a number has more digits than can be checked");
  }

  @Test
  void keepsNumbersAsFloatingPointWhenAskedTo() throws BadRecord {
    RowEncoder encoder = encoder(doubles(), "\"n\":{\"type\":\"number\"}");

    assertThat(row(encoder, "{\"n\":1e300}")).containsExactly("1e300");
    assertThat(encoder.columns().get(0).type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(reason(encoder, "{\"n\":1e400}")).startsWith("n is 1e400, not a number that");
  }

  @Test
  void keepsTheTextOfWhateverAUnionAllows() throws BadRecord {
    RowEncoder encoder =
        encoder("\"u\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}");

    assertThat(row(encoder, "{\"u\":5}")).containsExactly("5");
    assertThat(row(encoder, "{\"u\":\"5\"}")).containsExactly("5");
  }

  @Test
  void writesDatesTimesAndBytes() throws BadRecord {
    RowEncoder encoder =
        encoder(
            "\"d\":{\"type\":\"string\",\"format\":\"date\"},"
                + "\"t\":{\"type\":\"string\",\"format\":\"time\"},"
                + "\"x\":{\"type\":\"string\",\"format\":\"binary\"},"
                + "\"y\":{\"type\":\"string\",\"format\":\"binary\","
                + "\"contentEncoding\":\"base64\"}");

    assertThat(
            row(
                encoder,
                "{\"d\":\"2026-01-31\",\"t\":\"01:02:03.5+01:00\",\"x\":\"CAFE\",\"y\":\"yv4=\"}"))
        .containsExactly("2026-01-31", "00:02:03.500000", "cafe", "cafe");
    assertThat(reason(encoder, "{\"x\":\"xyz\"}")).isEqualTo("x is \"xyz\", not bytes in base 16");
    assertThat(reason(encoder, "{\"y\":\"a=b\"}")).isEqualTo("y is \"a=b\", not bytes in base 64");
    assertThat(row(encoder, "{\"d\":\"2026\\u002d01-31\"}"))
        .containsExactly("2026-01-31", "", "", "");
  }

  @Test
  void refusesARecordWithoutItsKey() {
    RowEncoder encoder = encoder("\"id\":{\"type\":\"integer\"},\"a\":{\"type\":\"string\"}", "id");

    assertThat(reason(encoder, "{\"a\":\"x\"}"))
        .isEqualTo("id is missing, and it is a key property");
    assertThat(reason(encoder, "{\"id\":null}")).startsWith("id: expected type: Integer");
  }

  @Test
  void acceptsANullKeyWhereItsSchemaDoes() throws BadRecord {
    RowEncoder encoder = encoder("\"id\":{\"type\":[\"null\",\"integer\"]}", "id");

    assertThat(row(encoder, "{\"id\":null}")).containsExactly("");
  }

  @Test
  void refusesANullKeyAlsoWithoutValidation() {
    RowEncoder encoder = encoder(unvalidated(), "\"id\":{\"type\":\"integer\"}", "id");

    assertThat(reason(encoder, "{\"id\":null}")).isEqualTo("id is null, and it is a key property");
  }

  @Test
  void namesTheFieldAndTheKeyOfABadValue() {
    RowEncoder encoder =
        encoder("\"id\":{\"type\":\"string\"},\"amount\":{\"type\":\"number\"}", "id");

    assertThat(reason(encoder, "{\"id\":\"o_17\",\"amount\":\"x\"}"))
        .isEqualTo("amount: expected type: Number, found: String (id \"o_17\")");
  }

  @Test
  void stillRefusesWhatCannotBeStoredWithoutValidation() {
    RowEncoder encoder =
        encoder(
            unvalidated(),
            "\"n\":{\"type\":\"number\"},\"b\":{\"type\":\"boolean\"},"
                + "\"t\":{\"type\":\"string\",\"format\":\"date-time\"}");

    assertThat(reason(encoder, "{\"n\":\"x\"}")).isEqualTo("n is \"x\", not a number");
    assertThat(reason(encoder, "{\"b\":1}")).isEqualTo("b is 1, not a boolean");
    assertThat(reason(encoder, "{\"t\":{}}")).isEqualTo("t is an object, not a date and a time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":NaN}|a: NaN, which JSON does not know",
        "{\"a\":-Infinity}|a: Infinity, which JSON does not know",
        "{\"a\":1,\"a\":2}|a: not JSON: the property \"a\" occurs twice in one object",
        "{\"b\":{\"x\":1,\"x\":2}}|b: not JSON: the property \"x\" occurs twice in one object",
        "{\"a\":01}|a: not JSON: '1' where '}' is due",
        "{\"a\":1 \"b\":2}|a: not JSON: '\"' where '}' is due",
        "{\"a\":tru}|a: not JSON: 't' where a value is due"
      })
  void saysWhyARecordIsNotJson(String record, String reason) {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"object\"}");

    assertThat(reason(encoder, record)).isEqualTo(reason);
  }

  @Test
  void blamesTheInputForTextAndTheRecordForValues() {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"integer\"}");

    assertThatThrownBy(() -> row(encoder, "{\"a\":NaN}"))
        .isInstanceOfSatisfying(
            BadRecord.class,
            bad ->
                assertThat(bad.failure("users", 3))
                    .isInstanceOf(SingerException.Protocol.class)
                    .hasMessage("line 3: RECORD of users: a: NaN, which JSON does not know"));
    assertThatThrownBy(() -> row(encoder, "{\"a\":\"x\"}"))
        .isInstanceOfSatisfying(
            BadRecord.class,
            bad ->
                assertThat(bad.failure("users", 3))
                    .isInstanceOf(SingerException.Data.class)
                    .hasMessage("users: line 3: a: expected type: Integer, found: String"));
  }

  @Test
  void opensNestedObjectsAsDeepAsItIsAsked() throws BadRecord {
    String nested =
        "\"a\":{\"type\":[\"null\",\"object\"],\"properties\":{\"x\":{\"type\":\"integer\"},"
            + "\"y\":{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\"}}}}}";
    RowEncoder once = encoder(flattening(1), nested);
    RowEncoder twice = encoder(flattening(2), nested);

    assertThat(row(once, "{\"a\":{\"y\":{\"z\":\"t\"},\"x\":1}}"))
        .containsExactly("1", "{\"z\":\"t\"}");
    assertThat(row(twice, "{\"a\":{\"y\":{\"z\":\"t\"},\"x\":1}}")).containsExactly("1", "t");
    assertThat(row(twice, "{\"a\":null}")).containsExactly("", "");
    assertThat(twice.columns()).extracting(Column::name).containsExactly("a__x", "a__y__z");
    assertThat(reason(twice, "{\"a\":{\"x\":\"no\"}}")).startsWith("a/x: expected type: Integer");
  }

  @Test
  void refusesFlattenedNamesThatCollide() {
    String nested =
        "\"a\":{\"type\":\"object\",\"properties\":{\"b\":{}}},\"a__b\":{\"type\":\"string\"}";

    assertThatThrownBy(() -> encoder(flattening(1), nested))
        .isInstanceOf(SingerException.Data.class)
        .hasMessageContaining("flatten to the name a__b");
  }

  @Test
  void refusesAKeyThatFlatteningTakesApart() {
    String nested = "\"a\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"integer\"}}}";

    assertThatThrownBy(() -> encoder(flattening(1), nested, "a"))
        .isInstanceOf(SingerException.Data.class)
        .hasMessage("users: its key property a is an object, which flattening takes apart");
  }

  @Test
  void refusesWhatFlatteningCannotTakeApartAlsoWithoutValidation() {
    TargetSettings flat = flattening(1);
    TargetSettings settings =
        new TargetSettings(
            flat.batch(),
            unvalidated().invalid(),
            flat.flattening(),
            flat.numberType(),
            flat.processActivateVersionMessages(),
            flat.batchConfig(),
            flat.spoolDirectory());
    String nested = "\"a\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"integer\"}}}";

    assertThat(reason(encoder(settings, nested), "{\"a\":\"text\"}"))
        .isEqualTo("a is not an object, which flattening needs it to be");
  }

  @Test
  void writesTruthAndLeavesOutWhatTheSchemaDoesNotName() throws BadRecord {
    RowEncoder encoder = encoder("\"a\":{\"type\":\"boolean\"}");

    assertThat(row(encoder, "{\"b\":1,\"a\":true,\"c\":[]}")).containsExactly("true");
    assertThat(row(encoder, "{\"a\":false,\"b\":2}")).containsExactly("false");
  }

  @Test
  void refusesAKeyThatIsNoProperty() {
    assertThatThrownBy(() -> encoder("\"a\":{\"type\":\"string\"}", "id"))
        .isInstanceOf(SingerException.Data.class)
        .hasMessage("users: its key property id is not among the schema's properties");
  }

  @Test
  void refusesASchemaThatIsNone() {
    assertThatThrownBy(() -> encoder("\"a\":{\"type\":\"strnig\"}"))
        .isInstanceOf(SingerException.Data.class)
        .hasMessageContaining("its schema is not one");
    assertThatThrownBy(() -> encoder(""))
        .isInstanceOf(SingerException.Data.class)
        .hasMessage("users: its schema has no properties");
  }

  @Test
  void namesOfEachPropertyMayBeEscaped() throws BadRecord {
    RowEncoder encoder = encoder("\"name\":{\"type\":\"string\"}");

    assertThat(row(encoder, "{\"n\\u0061me\":\"x\"}")).containsExactly("x");
    assertThat(reason(encoder, "{\"n\\u0061me\":\"x\",\"name\":\"y\"}")).contains("occurs twice");
  }
}
