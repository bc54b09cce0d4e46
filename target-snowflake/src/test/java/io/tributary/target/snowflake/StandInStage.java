package io.tributary.target.snowflake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stages, each a folder, and the files that are copied from there. */
final class StandInStage {
  private static final List<String> VITAL =
      List.of(
          "TYPE = CSV",
          "NULL_IF = ()",
          "ESCAPE = NONE",
          "ESCAPE_UNENCLOSED_FIELD = NONE",
          "EMPTY_FIELD_AS_NULL = TRUE",
          "BINARY_FORMAT = HEX",
          "COMPRESSION = ZSTD");

  private final StandIn.Account account;
  private final DuckConnection duck;
  private final StandInTables tables;

  StandInStage(StandIn.Account account, DuckConnection duck, StandInTables tables) {
    this.account = account;
    this.duck = duck;
    this.tables = tables;
  }

  Answer put(MatchResult match) {
    String files = Words.text(match.group(1)).substring("file://".length());
    Path folder = folder(match.group(2));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.upload(folder + "/", files, Integer.parseInt(match.group(3)));
  }

  private Path folder(String literal) {
    // The driver takes a tilde in a path for the home of whoever runs it.
    return account.stages().resolve(Words.text(literal).replace("@~", "user"));
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

  Answer remove(MatchResult match) {
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

  Answer copy(MatchResult match) {
    String options = match.group(3);
    for (String vital : VITAL) {
      if (!options.contains(vital)) {
        throw new Refusal("001003", "42000", "what is loaded depends on " + vital);
      }
    }
    List<String> files = files(folder(match.group(2)));
    for (Unwanted unwanted : unwanted(match.group(1), files)) {
      throw unwanted.refusal();
    }
    String table = tables.path(match.group(1));
    List<List<String>> columns = columns(match.group(1));
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
    String list = String.join(", ", files.stream().map(DuckConnection::literal).toList());
    long count =
        files.isEmpty()
            ? 0
            : duck.run(
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

  /** A row that has a text which the test wants refused. */
  private record Unwanted(
      String file, int line, String column, int place, String text, String row) {
    private String error() {
      return "Numeric value '" + text + "' is not recognized";
    }

    private String where() {
      return "\"_TRIBUTARY_STAGED\"[\"" + column + "\":" + place + "]";
    }

    Refusal refusal() {
      return new Refusal(
          "100038",
          "22018",
          error()
              + "\n  File '"
              + file
              + "', line "
              + line
              + ", character 1\n  Row "
              + line
              + ", column "
              + where()
              + "\n  If you would like to continue loading when an error is encountered, use other"
              + " values such as 'SKIP_FILE' or 'CONTINUE' for the ON_ERROR option.");
    }

    List<String> answer() {
      return List.of(
          error(),
          file,
          "" + line,
          "1",
          "0",
          "conversion",
          "100038",
          "22018",
          where(),
          "" + line,
          "" + line,
          row);
    }
  }

  private List<Unwanted> unwanted(String table, List<String> files) {
    List<Unwanted> found = new ArrayList<>();
    if (account.unwanted().isEmpty()) {
      return found;
    }
    List<String> columns = columns(table).stream().map(column -> column.get(0)).toList();
    for (String file : files) {
      int line = 0;
      for (String row : lines(file)) {
        line++;
        List<String> fields = RefusedRows.fields(row);
        for (int i = 0; i < fields.size(); i++) {
          if (fields.get(i).equals(account.unwanted().get(columns.get(i)))) {
            String name = file.substring(account.stages().toString().length() + 1);
            found.add(new Unwanted(name, line, columns.get(i), i + 1, fields.get(i), row));
          }
        }
      }
    }
    return found;
  }

  private List<String> lines(String file) {
    return duck
        .query(
            "SELECT line FROM read_csv("
                + DuckConnection.literal(file)
                + ", auto_detect = false, header = false, compression = 'zstd', delim = '\u0002',"
                + " quote = '', escape = '', columns = {'line': 'VARCHAR'})")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  Answer validate(MatchResult match) {
    List<String> files = files(folder(match.group(2)));
    return Answer.rows(
        List.of(
            "ERROR",
            "FILE",
            "LINE",
            "CHARACTER",
            "BYTE_OFFSET",
            "CATEGORY",
            "CODE",
            "SQL_STATE",
            "COLUMN_NAME",
            "ROW_NUMBER",
            "ROW_START_LINE",
            "REJECTED_RECORD"),
        unwanted(match.group(1), files).stream().map(Unwanted::answer).toList());
  }

  private List<List<String>> columns(String table) {
    return duck.query(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'temp' AND"
            + " table_name = "
            + DuckConnection.literal(Paths.name(table))
            + " ORDER BY column_index");
  }

  /** A character that is given as {@code '0x1f'}. */
  private static String character(String options, String option) {
    Matcher hex = Pattern.compile(option + " = '0x([0-9a-f]{2})'").matcher(options);
    if (!hex.find()) {
      throw new Refusal("001003", "42000", option + " is missing");
    }
    return DuckConnection.literal(Character.toString(Integer.parseInt(hex.group(1), 16)));
  }
}
