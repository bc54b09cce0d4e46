package io.tributary.target.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One session with the stand-in: a connection to DuckDB, and Snowflake's statements for it. */
final class StandInSession implements AutoCloseable {
  private static final String NAME = "(\"(?:[^\"]|\"\")*\"(?:\\.\"(?:[^\"]|\"\")*\")*)";
  private static final String LITERAL = "('(?:[^'\\\\]|\\\\.|'')*')";

  private static final Map<String, String> TYPES =
      Map.of(
          "NUMBER", "DECIMAL",
          "VARIANT", "JSON",
          "FLOAT", "DOUBLE",
          "BINARY", "BLOB",
          "TIMESTAMP_TZ", "TIMESTAMPTZ",
          "TIMESTAMP_LTZ", "TIMESTAMPTZ",
          "TIMESTAMP_NTZ", "TIMESTAMP");

  private static final List<String> FUNCTIONS =
      List.of(
          "parse_json(x) AS CAST(x AS JSON)",
          "cast_text(x) AS CAST(x AS VARCHAR)",
          "hex_encode(x) AS hex(x)",
          "convert_timezone(zone, x) AS x",
          "to_char(x, shape) AS strftime(x, '%Y-%m-%dT%H:%M:%S.%fZ')");

  private final long number;
  private final Connection connection;
  private final StandIn.Warehouse shared;
  private final Map<Pattern, Function<MatchResult, Answer>> kinds = new java.util.LinkedHashMap<>();
  private final Map<String, String> temporary = new ConcurrentHashMap<>();
  private boolean inTransaction;

  StandInSession(long number, Connection connection, StandIn.Warehouse shared) throws SQLException {
    this.number = number;
    this.connection = connection;
    this.shared = shared;
    for (String function : FUNCTIONS) {
      sql("CREATE OR REPLACE TEMPORARY MACRO " + function);
    }
    on("PUT " + LITERAL + " " + LITERAL + " .*", this::put);
    on(
        "COPY INTO "
            + NAME
            + " FROM "
            + LITERAL
            + " FILE_FORMAT = \\((.*)\\) ON_ERROR = (\\w+) PURGE = (\\w+)",
        this::copy);
    on("REMOVE " + LITERAL, this::remove);
    on("DESCRIBE TABLE " + NAME, this::describe);
    on("(BEGIN|COMMIT|ROLLBACK)", this::transaction);
    on("CREATE OR REPLACE TEMPORARY TABLE " + NAME + " (\\(.*\\))", this::temporary);
    on("CREATE OR REPLACE TABLE " + NAME + " LIKE " + NAME + " COPY GRANTS", this::like);
    on("ALTER TABLE " + NAME + " SWAP WITH " + NAME, this::swap);
    on("ALTER TABLE " + NAME + " RENAME TO " + NAME, this::rename);
    on("ALTER TABLE " + NAME + " ALTER COLUMN " + NAME + " SET DATA TYPE (.*)", this::retype);
    on("(CREATE|ALTER|DROP) .*", this::define);
    on("(MERGE|INSERT|UPDATE|DELETE) .*", this::change);
    on("SELECT SYSTEM\\$WAIT\\(\\d+\\)", match -> Answer.done());
    on("SELECT \\* FROM TABLE\\(RESULT_SCAN\\(" + LITERAL + "\\)\\)", this::resultScan);
    on(
        "SELECT QUERY_ID, EXECUTION_STATUS FROM TABLE\\(.*SESSION_ID => (\\d+),.* WHERE CONTAINS\\(QUERY_TEXT, "
            + LITERAL
            + "\\)",
        this::history);
    on("SELECT count\\(\\*\\) .*", this::count);
  }

  private void on(String pattern, Function<MatchResult, Answer> action) {
    kinds.put(Pattern.compile(pattern, Pattern.DOTALL), action);
  }

  synchronized Answer execute(String text) {
    String statement = text.replaceFirst(" /\\*[^*]*\\*/", "").strip();
    for (Map.Entry<Pattern, Function<MatchResult, Answer>> kind : kinds.entrySet()) {
      Matcher matcher = kind.getKey().matcher(statement);
      if (matcher.matches()) {
        Answer answer = kind.getValue().apply(matcher.toMatchResult());
        shared.history().add(new StandIn.Executed(number, text, answer));
        return answer;
      }
    }
    throw new Refusal("001003", "42000", "SQL compilation error: " + statement);
  }

  private Answer put(MatchResult match) {
    String files = Words.text(match.group(1)).substring("file://".length());
    Path folder = folder(match.group(2));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.upload(folder + "/", files);
  }

  private Path folder(String literal) {
    // The driver takes a tilde in a path for the home of whoever runs it.
    return shared.stages().resolve(Words.text(literal).replace("@~", "user"));
  }

  static List<String> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer remove(MatchResult match) {
    delete(files(folder(match.group(1))));
    return Answer.done();
  }

  private static void delete(List<String> files) {
    try {
      for (String file : files) {
        Files.delete(Path.of(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer copy(MatchResult match) {
    String options = match.group(3);
    for (String vital :
        List.of(
            "TYPE = CSV",
            "NULL_IF = ()",
            "ESCAPE = NONE",
            "ESCAPE_UNENCLOSED_FIELD = NONE",
            "EMPTY_FIELD_AS_NULL = TRUE",
            "BINARY_FORMAT = HEX",
            "COMPRESSION = ZSTD")) {
      if (!options.contains(vital)) {
        throw new Refusal("001003", "42000", "what is loaded depends on " + vital);
      }
    }
    List<String> files = files(folder(match.group(2)));
    String table = path(match.group(1));
    List<List<String>> columns =
        query(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'temp' AND"
                + " table_name = "
                + literal(temporaryName(match.group(1)))
                + " ORDER BY column_index");
    StringBuilder values = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String between = i == 0 ? "" : ", ";
      String type = columns.get(i).get(1);
      names.append(between).append("'c").append(i).append("': 'VARCHAR'");
      values
          .append(between)
          .append(type.equals("BLOB") ? "unhex(c" + i + ")" : "CAST(c" + i + " AS " + type + ")");
    }
    String list = String.join(", ", files.stream().map(StandInSession::literal).toList());
    long count =
        files.isEmpty()
            ? 0
            : update(
                "INSERT INTO "
                    + table
                    + " SELECT "
                    + values
                    + " FROM read_csv(["
                    + list
                    + "], auto_detect = false, header = false, compression = 'zstd', delim = "
                    + character(options, "FIELD_DELIMITER")
                    + ", quote = "
                    + character(options, "FIELD_OPTIONALLY_ENCLOSED_BY")
                    + ", escape = "
                    + character(options, "FIELD_OPTIONALLY_ENCLOSED_BY")
                    + ", new_line = '\\n', nullstr = '', allow_quoted_nulls = false, strict_mode ="
                    + " true, max_line_size = 20000000, buffer_size = 40000000, columns = {"
                    + names
                    + "})");
    if (match.group(5).equals("TRUE")) {
      delete(files);
    }
    return Answer.copied(files.isEmpty() ? List.of("none") : files, count);
  }

  /** A character that is given as {@code '0x1f'}. */
  private static String character(String options, String option) {
    Matcher hex = Pattern.compile(option + " = '0x([0-9a-f]{2})'").matcher(options);
    if (!hex.find()) {
      throw new Refusal("001003", "42000", option + " is missing");
    }
    return literal(Character.toString(Integer.parseInt(hex.group(1), 16)));
  }

  private Answer describe(MatchResult match) {
    List<String> parts = parts(match.group(1));
    List<List<String>> columns =
        query(
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE database_name = "
                + literal(parts.get(0))
                + " AND schema_name = "
                + literal(parts.get(1))
                + " AND table_name = "
                + literal(parts.get(2))
                + " ORDER BY column_index");
    if (columns.isEmpty()) {
      throw new Refusal(
          "002003", "42S02", "SQL compilation error:\nTable does not exist or not authorized.");
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<String> column : columns) {
      String nulls = column.get(2).equals("true") ? "Y" : "N";
      rows.add(List.of(column.get(0), described(column.get(1)), "COLUMN", nulls));
    }
    return Answer.rows(List.of("name", "type", "kind", "null?"), rows);
  }

  private static String described(String type) {
    return switch (type) {
      case "VARCHAR" -> "VARCHAR(16777216)";
      case "JSON" -> "VARIANT";
      case "DOUBLE" -> "FLOAT";
      case "BLOB" -> "BINARY(8388608)";
      case "TIME" -> "TIME(9)";
      case "TIMESTAMP" -> "TIMESTAMP_NTZ(9)";
      case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP_TZ(9)";
      default -> type.replace("DECIMAL", "NUMBER");
    };
  }

  private Answer transaction(MatchResult match) {
    sql(match.group(1));
    inTransaction = match.group(1).equals("BEGIN");
    return Answer.done();
  }

  /** A definition commits what came before it, and itself. */
  private void commit() {
    if (inTransaction) {
      sql("COMMIT");
      inTransaction = false;
    }
  }

  private Answer temporary(MatchResult match) {
    commit();
    String name = temporaryName(match.group(1));
    temporary.put(match.group(1), "temp.main." + SnowflakeDialect.kept(name));
    sql(
        "CREATE OR REPLACE TEMPORARY TABLE "
            + SnowflakeDialect.kept(name)
            + " "
            + plain(match.group(2)));
    return Answer.done();
  }

  private static String temporaryName(String path) {
    List<String> parts = parts(path);
    return parts.get(parts.size() - 1);
  }

  private Answer like(MatchResult match) {
    commit();
    sql(
        "CREATE OR REPLACE TABLE "
            + match.group(1)
            + " AS SELECT * FROM "
            + match.group(2)
            + " WHERE false");
    shared.grants().put(match.group(1), new CopyOnWriteArrayList<>(grants(match.group(2))));
    return Answer.done();
  }

  private List<String> grants(String table) {
    return shared.grants().getOrDefault(table, List.of());
  }

  private Answer swap(MatchResult match) {
    commit();
    String one = match.group(1);
    String other = match.group(2);
    String path = one.substring(0, one.length() - last(one).length());
    sql("BEGIN");
    sql("ALTER TABLE " + one + " RENAME TO \"swapping\"");
    sql("ALTER TABLE " + other + " RENAME TO " + last(one));
    sql("ALTER TABLE " + path + "\"swapping\" RENAME TO " + last(other));
    sql("COMMIT");
    List<String> grants = grants(one);
    shared.grants().put(one, grants(other));
    shared.grants().put(other, grants);
    return Answer.done();
  }

  private static String last(String path) {
    return SnowflakeDialect.kept(temporaryName(path));
  }

  private Answer rename(MatchResult match) {
    commit();
    sql("ALTER TABLE " + match.group(1) + " RENAME TO " + last(match.group(2)));
    return Answer.done();
  }

  /** Snowflake makes texts longer and numbers wider, and nothing else. */
  private Answer retype(MatchResult match) {
    commit();
    List<String> parts = parts(match.group(1));
    String now =
        query(
                "SELECT data_type FROM duckdb_columns() WHERE schema_name = "
                    + literal(parts.get(1))
                    + " AND table_name = "
                    + literal(parts.get(2))
                    + " AND column_name = "
                    + literal(temporaryName(match.group(2))))
            .get(0)
            .get(0);
    String then = plain(match.group(3));
    boolean isWider =
        now.equals(then) || (now.startsWith("DECIMAL") && scale(now).equals(scale(then)));
    if (!isWider) {
      throw new Refusal(
          "002108", "22000", "cannot change column from type " + now + " to " + match.group(3));
    }
    sql(
        plain(
            "ALTER TABLE "
                + match.group(1)
                + " ALTER COLUMN "
                + match.group(2)
                + " SET DATA TYPE "
                + match.group(3)));
    return Answer.done();
  }

  private static String scale(String type) {
    return type.substring(type.indexOf(',') + 1);
  }

  private Answer define(MatchResult match) {
    commit();
    sql(plain(match.group()));
    return Answer.done();
  }

  private Answer change(MatchResult match) {
    return Answer.changed(match.group(1), update(plain(match.group())));
  }

  private Answer count(MatchResult match) {
    return Answer.numbers(List.of("count"), query(plain(match.group())).get(0));
  }

  private Answer resultScan(MatchResult match) {
    String id = Words.text(match.group(1));
    Answer found =
        shared.history().stream()
            .map(StandIn.Executed::answer)
            .filter(answer -> answer.id().equals(id))
            .findFirst()
            .orElseThrow();
    List<String> row = found.rows().get(0);
    return Answer.numbers(row.stream().map(value -> "n").toList(), row);
  }

  private Answer history(MatchResult match) {
    String mark = Words.text(match.group(2));
    List<List<String>> rows = new ArrayList<>();
    for (StandIn.Executed executed : shared.history()) {
      if (executed.session() == Long.parseLong(match.group(1)) && executed.sql().contains(mark)) {
        rows.add(List.of(executed.answer().id(), "SUCCESS"));
      }
    }
    return Answer.rows(List.of("QUERY_ID", "EXECUTION_STATUS"), rows);
  }

  private String path(String name) {
    return temporary.getOrDefault(name, name);
  }

  /** The statement in DuckDB's words. */
  private String plain(String sql) {
    String text = sql;
    for (Map.Entry<String, String> table : temporary.entrySet()) {
      text = text.replace(table.getKey(), table.getValue());
    }
    return Words.translated(
        text,
        rest -> {
          String plain = rest;
          for (Map.Entry<String, String> type : TYPES.entrySet()) {
            plain = plain.replaceAll("\\b" + type.getKey() + "\\b", type.getValue());
          }
          return plain
              .replaceAll("\\bTO_JSON\\(", "CAST_TEXT(")
              .replaceAll("\\bTO_VARIANT\\(", "to_json(");
        });
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    Matcher part = Pattern.compile("\"((?:[^\"]|\"\")*)\"").matcher(path);
    while (part.find()) {
      parts.add(part.group(1).replace("\"\"", "\""));
    }
    return parts;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void sql(String sql) {
    update(sql);
  }

  private long update(String sql) {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          return rows.next() ? rows.getLong(1) : 0;
        }
      }
      return Math.max(0, statement.getLargeUpdateCount());
    } catch (SQLException e) {
      throw refused(e, sql);
    }
  }

  private List<List<String>> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw refused(e, sql);
    }
  }

  private static Refusal refused(SQLException e, String sql) {
    String words = String.valueOf(e.getMessage());
    boolean isConversion = words.toLowerCase(Locale.ROOT).contains("conversion error");
    return isConversion
        ? new Refusal("100038", "22018", "Numeric value 'x' is not recognized")
        : new Refusal("001003", "42000", words.lines().findFirst().orElse("") + " in " + sql);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
