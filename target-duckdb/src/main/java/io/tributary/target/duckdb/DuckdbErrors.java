package io.tributary.target.duckdb;

import io.tributary.singer.error.SingerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB says, as one sentence that names the file and what to do; never a record's values.
 */
final class DuckdbErrors {
  private static final Pattern PROCESS = Pattern.compile("\\(PID (\\d+)\\)");
  private static final Pattern COLUMN =
      Pattern.compile("Error when converting column \"([^\"]*)\"");
  private static final Pattern TYPE = Pattern.compile("to '([A-Z0-9(), ]+)'");
  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"(?= to| with| failed)");
  private static final int LONGEST_STATEMENT = 100;

  private final Path path;

  DuckdbErrors(Path path) {
    this.path = path;
  }

  /** Whether DuckDB would have needed more memory than it may use. */
  static boolean isMemory(SQLException e) {
    String words = String.valueOf(e.getMessage());
    return words.contains("Out of Memory") || words.contains("(SET memory_limit=");
  }

  /**
   * Looks at what DuckDB would not explain.
   *
   * @throws SingerException.Destination if the file cannot be opened
   */
  void checkPath(boolean toWrite) {
    Path folder = path.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw failure("the folder " + folder + " is not there; make it, or correct `path`", null);
    }
    if (path.toString().contains(";")) {
      throw failure("DuckDB's driver cannot open a path with a semicolon; use another", null);
    }
    if (Files.isDirectory(path)) {
      throw failure("is a folder, not a database file", null);
    }
    if (Files.exists(path) && !Files.isReadable(path)) {
      throw failure("there is no permission to read it", null);
    }
    if (toWrite && Files.exists(path) && !Files.isWritable(path)) {
      throw failure("there is no permission to write it", null);
    }
    if (toWrite && folder != null && !Files.isWritable(folder)) {
      throw failure("there is no permission to make files in " + folder, null);
    }
  }

  SingerException.Destination of(SQLException e, String sql) {
    return failure(sentence(e, sql), e);
  }

  SingerException.Destination miscounted(String sql, long count, long expected) {
    return failure(
        count + " of " + expected + " rows of a batch arrived, so none was kept" + at(sql), null);
  }

  private String sentence(SQLException e, String sql) {
    String words = String.valueOf(e.getMessage());
    if (words.contains("Could not set lock")) {
      Matcher process = PROCESS.matcher(words);
      String who = process.find() ? "the process " + process.group(1) : "another process";
      return "is in use by " + who + "; end it, or wait until it is done";
    }
    if (words.contains("not a valid DuckDB database file")) {
      return "is not a DuckDB database";
    }
    if (words.contains("with version number") || words.contains("newer version of DuckDB")) {
      return "was written by another version of DuckDB, which this one cannot read: "
          + firstLine(words);
    }
    if (words.contains("No space left") || words.contains("File too large")) {
      return "the disk is full";
    }
    if (words.contains("Permission denied")) {
      return "there is no permission: " + firstLine(words);
    }
    if (isMemory(e)) {
      return "DuckDB needs more memory than `memory_limit_mb` allows; raise it" + at(sql);
    }
    Matcher column = COLUMN.matcher(words);
    if (column.find()) {
      Matcher type = TYPE.matcher(words);
      String wanted = type.find() ? " " + type.group(1) : " what its type says";
      return "the column " + column.group(1) + " holds a value that is not" + wanted + at(sql);
    }
    return firstLine(words) + at(sql);
  }

  private static String firstLine(String words) {
    String line = words.lines().findFirst().orElse("");
    return VALUE.matcher(line).replaceAll("a value");
  }

  private static String at(String sql) {
    String line = sql.lines().findFirst().orElse("");
    if (line.isEmpty()) {
      return "";
    }
    int parenthesis = line.indexOf(" (");
    String head = parenthesis > 0 ? line.substring(0, parenthesis) : line;
    return " (at " + head.substring(0, Math.min(head.length(), LONGEST_STATEMENT)) + ")";
  }

  private SingerException.Destination failure(String what, @Nullable Throwable cause) {
    return new SingerException.Destination(path + ": " + what, cause);
  }
}
