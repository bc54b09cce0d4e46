package io.tributary.target.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.connector.Loader.Loaded;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.testkit.ConfigContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads by hand-made batches into a real file, and looks at what is there. */
final class TargetDuckdbTest {
  private static final JsonSchema PEOPLE =
      JsonSchema.object().property("id", LogicalType.INTEGER).property("name", LogicalType.STRING);

  private static final SchemaMessage KEYED = new SchemaMessage("people", PEOPLE, List.of("id"));
  private static final SchemaMessage KEYLESS = new SchemaMessage("people", PEOPLE, List.of());

  @TempDir private Path folder;
  private Path file;
  private Spool spool;
  private Look look;

  @BeforeEach
  void startEmpty() {
    file = folder.resolve("warehouse.duckdb");
    spool = new Spool(folder);
    look = new Look(file);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheConfigContract() {
    return ConfigContract.of(
            TargetDuckdb.Config.class, "{'path': '/tmp/w.duckdb', 'state_id': 'p'}")
        .setting("path", "\"other.duckdb\"")
        .setting("default_target_schema", "\"raw\"")
        .setting("load_method", "\"append-only\"")
        .setting("add_record_metadata", "false")
        .setting("hard_delete", "true")
        .setting("schema_name_pattern", "\"raw_{stream_schema}\"")
        .setting("table_name_pattern", "\"{stream_table}\"")
        .setting("schema_mapping", "{\"public\": \"shop\"}")
        .setting("schema_contract", "\"freeze\"")
        .setting("state_backend", "\"warehouse\"")
        .setting("state_id", "\"other\"")
        .setting("memory_limit_mb", "512")
        .setting("threads", "4")
        .setting("temp_directory", "\"/tmp/t\"")
        .refusing("default_target_schema", "\" \"", "is empty")
        .refusing("load_method", "\"append\"", "is not one of")
        .refusing("memory_limit_mb", "63", "is less than 64")
        .refusing("threads", "0", "is less than 1")
        .refusing("state_backend", "\"file\"", "is not one of")
        .checks();
  }

  @Test
  void keepsTextExactly() {
    List<String> texts =
        List.of(
            "",
            "NULL",
            "\\N",
            " a ",
            "\"",
            "'",
            "a\nb",
            "a\r\nb",
            "\r",
            "\u001f",
            "\u0001",
            "\u0001\u0001",
            "a\u0000b",
            "\ufeffx",
            "😀",
            "\u2028",
            "x".repeat(3_000_000));
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      rows.add(Arrays.asList(Integer.toString(i), texts.get(i)));
    }
    rows.add(Arrays.asList("100", null));

    load("{}", KEYLESS, rows);

    assertThat(look.lines("SELECT hex(encode(name)) FROM people ORDER BY id"))
        .containsExactlyElementsOf(
            Stream.concat(texts.stream().map(TargetDuckdbTest::hex), Stream.of("null")).toList());
  }

  @Test
  void keepsTheLastArrivalOfAKeyWithinABatchAndAcrossBatches() {
    assertThat(load("{}", KEYED, row("1", "old"), row("2", "b"), row("1", "new")))
        .isEqualTo(new Loaded(2, 1));
    load("{}", KEYED, row("2", "later"), row(null, "no id"), row(null, "still none"));

    assertThat(people()).containsExactly("1|new", "2|later", "null|still none");
  }

  @Test
  void letsTheBatchThatComesLaterWinThoughTheClockWasSetBack() {
    spool.from(1_000);
    load("{}", KEYED, row("1", "before"));
    spool.from(10);

    Loaded loaded = load("{}", KEYED, row("1", "after"), row("1", "last"), row("2", "other"));

    assertThat(loaded).isEqualTo(new Loaded(2, 1));
    assertThat(people()).containsExactly("1|last", "2|other");
  }

  @Test
  void replacesRowsThatAnotherToolLoadedWithoutArrivalNumbers() {
    look.run("CREATE TABLE people (id BIGINT, name VARCHAR)");
    look.run("INSERT INTO people VALUES (1, 'theirs'), (2, 'kept')");

    load("{}", KEYED, row("1", "ours"));

    assertThat(people()).containsExactly("1|ours", "2|kept");
  }

  @Test
  void mergesWithoutMetadataByTheOrderOfBatches() {
    load("{'add_record_metadata': false}", KEYED, row("1", "a"), row("1", "b"));
    spool.from(0);
    load("{'add_record_metadata': false}", KEYED, row("1", "c"));

    assertThat(people()).containsExactly("1|c");
    assertThat(columns()).containsExactly("id|BIGINT", "name|VARCHAR");
  }

  @Test
  void comparesCompositeKeysValueByValue() {
    SchemaMessage both = new SchemaMessage("people", PEOPLE, List.of("name", "id"));

    load("{}", both, row("1", "x,y"), row("1", "x"), row(null, "x"), row("1", "x,y"));

    assertThat(people()).containsExactly("1|x", "1|x,y", "null|x");
  }

  @Test
  void appendsKeyedStreamsWhenItIsTold() {
    load("{'load_method': 'append-only'}", KEYED, row("1", "a"), row("1", "b"));

    assertThat(people()).containsExactly("1|a", "1|b");
  }

  @Test
  void replacesATableAllAtOnceAtTheEnd() {
    load("{}", KEYED, row("1", "old"), row("2", "gone"));
    try (Loader loader = open("{'load_method': 'overwrite'}")) {
      assertThat(loader.durability()).isEqualTo(Loader.Durability.AT_THE_END);
      loader.prepare(KEYED, columns(KEYED));
      loader.load(batch(KEYED, row("1", "new"), row("1", "newer")));
      assertThat(people()).containsExactly("1|old", "2|gone");

      loader.finish();

      assertThat(people()).containsExactly("1|newer");
    }
    assertThat(look.lines("SELECT table_name FROM duckdb_tables()")).containsExactly("people");
  }

  @Test
  void leavesTheTableAloneWhenAnOverwriteBreaksOff() {
    load("{}", KEYED, row("1", "old"));
    try (Loader loader = open("{'load_method': 'overwrite'}")) {
      loader.prepare(KEYED, columns(KEYED));
      loader.load(batch(KEYED, row("5", "half")));
    }
    assertThat(people()).containsExactly("1|old");

    try (Loader loader = open("{'load_method': 'overwrite'}")) {
      loader.prepare(KEYED, columns(KEYED));
      loader.load(batch(KEYED, row("2", "whole")));
      loader.finish();
    }

    assertThat(people()).containsExactly("2|whole");
  }

  @Test
  void marksRowsOfOlderVersionsAsDeleted() {
    versions("{}");

    assertThat(look.lines("SELECT id, _sdc_deleted_at IS NULL FROM people ORDER BY id"))
        .containsExactly("1|false", "2|false", "3|true");
  }

  @Test
  void deletesRowsOfOlderVersionsWhenItIsTold() {
    versions("{'hard_delete': true}");

    assertThat(people()).containsExactly("3|c");
  }

  private void versions(String settings) {
    try (Loader loader = open(settings)) {
      loader.prepare(KEYED, columns(KEYED));
      loader.load(batch(KEYED, row("1", "a")));
      loader.load(spool.batch(KEYED, columns(KEYED), 7L, values(row("2", "b"))));
      loader.load(spool.batch(KEYED, columns(KEYED), 8L, values(row("3", "c"))));
      loader.activateVersion("people", 8);
    }
  }

  @Test
  void deletesRowsThatSayThatTheyAreDeleted() {
    SchemaMessage schema =
        new SchemaMessage(
            "people", PEOPLE.property("_sdc_deleted_at", LogicalType.TIMESTAMP), List.of("id"));
    List<List<@Nullable String>> rows =
        List.of(Arrays.asList("1", "a", null), Arrays.asList("2", "b", "0"));

    load("{'hard_delete': true}", schema, rows);

    assertThat(people()).containsExactly("1|a");
  }

  @Test
  void saysWhereARowCameFrom() {
    spool.from(41);

    load("{}", KEYED, row("1", "a"));

    assertThat(
            look.lines(
                "SELECT _sdc_sequence, epoch_us(_sdc_received_at), _sdc_extracted_at, _sdc_deleted_at,"
                    + " _sdc_batched_at > '2026-01-01', _sdc_sync_started_at > 0 FROM people"))
        .containsExactly("41|1700000000000000|null|null|true|true");
  }

  /** A column as one batch makes it, and as a second batch of another type leaves it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER(18,0)|5|INTEGER(25,0)|1234567890123456789012345|HUGEINT|5,1234567890123456789012345",
        "INTEGER(18,0)|5|NUMBER(38,9)|0.5|DECIMAL(38,9)|5.000000000,0.500000000",
        "INTEGER(18,0)|5|DECIMAL(38,2)|0.50|DECIMAL(38,2)|5.00,0.50",
        "INTEGER(18,0)|5|INTEGER(39,0)|999999999999999999999999999999999999999|VARCHAR|5,999999999999999999999999999999999999999",
        "INTEGER(18,0)|5|STRING|x|VARCHAR|5,x",
        "NUMBER(38,9)|1.5|NUMBER(17,16)|0.9474497007074875|DECIMAL(38,16)|1.5000000000000000,0.9474497007074875",
        "NUMBER(38,9)|12345678901234567890123456789.5|NUMBER(17,16)|0.9474497007074875|VARCHAR|12345678901234567890123456789.5,0.9474497007074875",
        "NUMBER(38,16)|0.9474497007074875|NUMBER(23,0)|1e22|VARCHAR|0.9474497007074875,1e22",
        "NUMBER(38,16)|0.9474497007074875|NUMBER(1,0)|3|DECIMAL(38,16)|0.9474497007074875,3.0000000000000000",
        "NUMBER(38,9)|1.5|NUMBER(45,44)|1e-44|VARCHAR|1.5,1e-44",
        "NUMBER(38,9)|1.5|INTEGER(18,0)|7|DECIMAL(38,9)|1.500000000,7.000000000",
        "DECIMAL(10,2)|1.25|DECIMAL(12,4)|1.2345|DECIMAL(12,4)|1.2500,1.2345",
        "DECIMAL(38,2)|1.25|DECIMAL(40,2)|99999999999999999999999999999999999999.25|VARCHAR|1.25,99999999999999999999999999999999999999.25",
        "BOOLEAN|true|STRING|x|VARCHAR|true,x",
        "BOOLEAN|true|INTEGER(18,0)|3|VARCHAR|true,3",
        "DATE|2026-01-02|TIMESTAMP|1000000|TIMESTAMP WITH TIME ZONE|2026-01-02T00:00:00Z,1970-01-01T00:00:01Z",
        "TIMESTAMP|-62167219200000000|DATE|9999-12-31|TIMESTAMP WITH TIME ZONE|0000-01-01T00:00:00Z,9999-12-31T00:00:00Z",
        "TIMESTAMP|1000001|STRING|x|VARCHAR|1970-01-01T00:00:01.000001Z,x",
        "STRING|x|TIMESTAMP|1000001|VARCHAR|x,1970-01-01T00:00:01.000001Z",
        "TIME|12:30:00|STRING|x|VARCHAR|12:30:00,x",
        "BINARY|00ff|STRING|x|VARCHAR|00ff,x",
        "STRING|say \"hi\"|OBJECT|{\"a\": 1.50}|JSON|\"say \\\"hi\\\"\",{\"a\": 1.50}",
        "DECIMAL(38,2)|1.50|ANY|\"x\"|JSON|1.50,\"x\"",
        "ARRAY|[1]|OBJECT|{}|JSON|[1],{}",
        "ANY|\"x\"|STRING|y|JSON|\"x\",\"y\"",
        "ANY|1|TIMESTAMP|1000000|JSON|1,\"1970-01-01T00:00:01.000000Z\"",
        "ANY|1|BOOLEAN|true|JSON|1,true",
      },
      quoteCharacter = '`')
  void widensAColumnAndKeepsWhatItHolds(
      String first, String one, String second, String other, String type, String values) {
    SchemaMessage schema = new SchemaMessage("people", JsonSchema.object(), List.of());
    try (Loader loader = open("{'add_record_metadata': false}")) {
      loader.prepare(schema, columns(schema));
      loader.load(spool.batch(schema, List.of(column(first)), List.of(List.of(one))));
      loader.load(spool.batch(schema, List.of(column(second)), List.of(List.of(other))));
    }

    assertThat(columns()).containsExactly("value|" + type);
    assertThat(look.lines("SELECT " + written(type) + " FROM people ORDER BY rowid"))
        .containsExactly(values.split(",(?=[^ ])", -1));
  }

  private static String written(String type) {
    return type.startsWith("TIMESTAMP") ? "strftime(value, '%Y-%m-%dT%H:%M:%SZ')" : "value";
  }

  @Test
  void refusesRecordsOfNoColumns() {
    SchemaMessage nothing = new SchemaMessage("people", JsonSchema.object(), List.of());
    try (Loader loader = open("{'add_record_metadata': false}")) {
      loader.prepare(nothing, List.of());
      Batch batch = spool.batch(nothing, List.of(), List.of(List.of()));

      assertThatThrownBy(() -> loader.load(batch))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("people: its schema has no properties");
    }
  }

  private static Column column(String type) {
    String kind = type.replaceAll("\\(.*", "");
    if (!type.contains("(")) {
      return new Column("value", new ColumnType(LogicalType.valueOf(kind), 0, 0));
    }
    String[] digits = type.replaceAll(".*\\(|\\)", "").split(",", -1);
    return new Column(
        "value",
        new ColumnType(
            LogicalType.valueOf(kind), Integer.parseInt(digits[0]), Integer.parseInt(digits[1])));
  }

  @Test
  void letsAColumnBeNullThatVanished() {
    look.run("CREATE TABLE people (id BIGINT NOT NULL, name VARCHAR NOT NULL, age INT NOT NULL)");

    load("{}", KEYED, row("1", null));

    assertThat(look.lines("SELECT id, name, age FROM people")).containsExactly("1|null|null");
  }

  @Test
  void leavesNewColumnsOutOfAFrozenTable() {
    look.run("CREATE TABLE people (id BIGINT)");

    load("{'schema_contract': 'freeze'}", KEYED, row("1", "left out"));

    assertThat(columns()).containsExactly("id|BIGINT");
    assertThat(look.lines("SELECT * FROM people")).containsExactly("1");
  }

  @Test
  void refusesToChangeATableWhoseContractFails() {
    look.run("CREATE TABLE people (id BIGINT)");

    assertRefused("{'schema_contract': 'fail'}", KEYED, "add the column name VARCHAR");
    assertRefused(
        "{'schema_contract': 'freeze'}",
        new SchemaMessage(
            "people", JsonSchema.object().property("id", LogicalType.STRING), List.of("id")),
        "widen the column id from BIGINT to VARCHAR");
  }

  @Test
  void refusesTypesThatItCannotWiden() {
    look.run("CREATE TABLE people (id BIGINT, name UUID)");

    assertRefused("{}", KEYED, "main.people: the column name is of the type UUID");
  }

  @Test
  void refusesPropertiesThatAreOneColumn() {
    assertRefused(
        "{}",
        new SchemaMessage("people", PEOPLE.property("Name", LogicalType.STRING), List.of("id")),
        "the property Name and the property name are the same column to DuckDB");
    assertRefused(
        "{}",
        new SchemaMessage(
            "people", PEOPLE.property("_SDC_Sequence", LogicalType.INTEGER), List.of("id")),
        "_SDC_Sequence");
  }

  @Test
  void refusesStreamsThatAreOneTable() {
    try (Loader loader = open("{}")) {
      loader.prepare(KEYED, columns(KEYED));

      SchemaMessage other = new SchemaMessage("People", PEOPLE, List.of());
      assertThatThrownBy(() -> loader.prepare(other, columns(other)))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("the streams people and People are the same table");
    }
  }

  @Test
  void keepsNothingOfABatchThatIsCutShort() throws IOException {
    try (Loader loader = open("{}")) {
      loader.prepare(KEYED, columns(KEYED));
      Batch batch = batch(KEYED, row("1", "a"), row("2", "b"), row("3", "c"));
      Path rows = batch.files().get(0);
      byte[] whole = Files.readAllBytes(rows);
      Files.write(rows, Arrays.copyOf(whole, whole.length - 5));

      assertThatThrownBy(() -> loader.load(batch))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining("of 3 rows of a batch arrived");
      assertThat(people()).isEmpty();
    }
  }

  @Test
  void namesTheColumnAndNotTheValueThatDoesNotFit() {
    try (Loader loader = open("{}")) {
      loader.prepare(KEYED, columns(KEYED));

      assertThatThrownBy(() -> loader.load(batch(KEYED, row("a secret", "a"))))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("the column id holds a value that is not BIGINT")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a database ".repeat(1000));

    assertThatThrownBy(() -> openFile(text))
        .isInstanceOf(SingerException.Destination.class)
        .hasMessage(text + ": is not a DuckDB database");
    assertThatThrownBy(() -> openFile(folder))
        .hasMessage(folder + ": is a folder, not a database file");
    assertThatThrownBy(() -> openFile(folder.resolve("no/such.duckdb")))
        .hasMessageContaining("the folder " + folder.resolve("no") + " is not there");
    assertThatThrownBy(() -> openFile(folder.resolve("a;b.duckdb")))
        .hasMessageContaining("semicolon");
  }

  @Test
  void saysWhoUsesTheFile() throws IOException, InterruptedException {
    look.run("CREATE TABLE mine (id BIGINT)");
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('h');

      assertThatThrownBy(() -> openFile(file))
          .hasMessageContaining(file + ": is in use by the process " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void opensAFileWhateverItsName() {
    for (String name : List.of("temp.duckdb", "main.db", "system.db", "x.y z.duckdb", "größe")) {
      Path odd = folder.resolve(name);
      try (Loader loader = openFile(odd)) {
        loader.prepare(KEYED, columns(KEYED));
        loader.load(batch(KEYED, row("1", "a")));
      }
      assertThat(new Look(odd).lines("SELECT name FROM main.people")).containsExactly("a");
    }
  }

  @Test
  void loadsATableOfManyColumnsWithMoreMemory() {
    int width = 300;
    JsonSchema schema = JsonSchema.object();
    for (int i = 0; i < width; i++) {
      schema = schema.property("c" + i, LogicalType.STRING);
    }
    SchemaMessage wide = new SchemaMessage("wide", schema, List.of());
    List<List<String>> rows =
        IntStream.range(0, 3_000)
            .mapToObj(
                row ->
                    IntStream.range(0, width)
                        .mapToObj(i -> Integer.toString(row * 31 + i * 7919, 36))
                        .toList())
            .toList();

    try (Loader loader = open("{}")) {
      loader.prepare(wide, columns(wide));
      loader.load(spool.batch(wide, columns(wide), rows));
    }

    assertThat(look.lines("SELECT count(*) FROM wide")).containsExactly("3000");
  }

  @Test
  void plansWithoutMakingAFile() {
    Path absent = folder.resolve("absent.duckdb");
    try (var planner = new TargetDuckdb().plan(Settings.config(absent, "{}"))) {
      assertThat(planner.steps(KEYED, columns(KEYED)).get(1)).startsWith("CREATE TABLE");
    }
    assertThat(absent).doesNotExist();
  }

  @Test
  void plansOnlyWhatIsMissing() {
    load("{}", KEYED, row("1", "a"));
    try (var planner = new TargetDuckdb().plan(Settings.config(file, "{}"))) {
      assertThat(planner.steps(KEYED, columns(KEYED)))
          .noneMatch(step -> step.startsWith("CREATE TABLE"));
    }
  }

  private void assertRefused(String settings, SchemaMessage schema, String reason) {
    try (Loader loader = open(settings)) {
      assertThatThrownBy(() -> loader.prepare(schema, columns(schema)))
          .isInstanceOf(SingerException.Destination.class)
          .hasMessageContaining(reason);
    }
  }

  private Loaded load(String settings, SchemaMessage schema, Person... rows) {
    return load(settings, schema, values(rows));
  }

  private Loaded load(
      String settings, SchemaMessage schema, List<? extends List<@Nullable String>> rows) {
    try (Loader loader = open(settings)) {
      loader.prepare(schema, columns(schema));
      return loader.load(spool.batch(schema, columns(schema), rows));
    }
  }

  private Batch batch(SchemaMessage schema, Person... rows) {
    return spool.batch(schema, columns(schema), values(rows));
  }

  private static List<Column> columns(SchemaMessage schema) {
    return schema.schema().fields().stream()
        .map(field -> new Column(field.name(), field.type()))
        .toList();
  }

  private static Person row(@Nullable String id, @Nullable String name) {
    return new Person(id, name);
  }

  private static List<List<@Nullable String>> values(Person... people) {
    return Arrays.stream(people).map(Person::values).toList();
  }

  private record Person(@Nullable String id, @Nullable String name) {
    List<@Nullable String> values() {
      return Arrays.asList(id, name);
    }
  }

  private Loader open(String settings) {
    return new TargetDuckdb().open(Settings.config(file, settings));
  }

  private static Loader openFile(Path path) {
    return new TargetDuckdb().open(Settings.config(path, "{}"));
  }

  private List<String> people() {
    return look.lines("SELECT id, name FROM people ORDER BY id NULLS LAST, name");
  }

  private List<String> columns() {
    return look.lines(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'people'"
            + " ORDER BY column_index");
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .withUpperCase()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
