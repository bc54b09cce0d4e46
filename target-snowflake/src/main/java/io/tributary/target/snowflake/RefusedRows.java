package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which records of a batch Snowflake did not take, by having it read the files again
 * without loading them: one more request, after a failure only.
 */
final class RefusedRows {
  /** The codes of what is wrong with data, as opposed to the statement. */
  private static final int FIRST_CODE = 100_000;

  private static final int LAST_CODE = 100_999;
  private static final int MOST = 100;
  private static final int LONGEST_KEY = 60;
  private static final Pattern COLUMN = Pattern.compile("\\[\"(.*)\":\\d+\\]");

  private final SnowflakeSession session;
  private final SnowflakeErrors errors;
  private final Batch batch;
  private final Table staged;

  RefusedRows(SnowflakeSession session, SnowflakeErrors errors, Batch batch, Table staged) {
    this.session = session;
    this.errors = errors;
    this.batch = batch;
    this.staged = staged;
  }

  /**
   * What to say of a copy that failed.
   *
   * @param validation the statement that reads the same files and answers what is wrong with them
   */
  SingerException.Destination failure(SQLException failure, String copy, String validation) {
    if (failure.getErrorCode() < FIRST_CODE || failure.getErrorCode() > LAST_CODE) {
      return errors.of(failure, copy);
    }
    try (Statement statement = session.statement()) {
      statement.setMaxRows(MOST);
      try (ResultSet rows = statement.executeQuery(validation)) {
        if (rows.next()) {
          String first = sentence(rows);
          return errors.refused(failure, copy, first + others(rows));
        }
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return errors.of(failure, copy);
  }

  private String sentence(ResultSet error) throws SQLException {
    String file = String.valueOf(error.getString("FILE"));
    return batch.schema().stream()
        + ": Snowflake does not take the record "
        + named(fields(String.valueOf(error.getString("REJECTED_RECORD"))))
        + " (row "
        + error.getString("ROW_NUMBER")
        + " of "
        + file.substring(file.lastIndexOf('/') + 1)
        + ")"
        + where(String.valueOf(error.getString("COLUMN_NAME")))
        + ": "
        + SnowflakeErrors.withoutValues(String.valueOf(error.getString("ERROR")));
  }

  private static String others(ResultSet errors) throws SQLException {
    int others = 0;
    while (errors.next()) {
      others++;
    }
    String count = others == MOST - 1 ? others + " or more others" : others + " more";
    return others == 0 ? "" : "; there are " + count + " such faults";
  }

  /** The record's keys, by which its source finds it, or its arrival number. */
  private String named(List<String> fields) {
    List<String> keys = new ArrayList<>();
    int first = Carried.values().length;
    for (int i = 0; i < batch.columns().size() && first + i < fields.size(); i++) {
      String property = batch.columns().get(i).name();
      if (batch.schema().keyProperties().contains(property)) {
        String value = fields.get(first + i);
        keys.add(property + " " + value.substring(0, Math.min(value.length(), LONGEST_KEY)));
      }
    }
    return keys.isEmpty() ? "of the sequence " + fields.get(0) : String.join(", ", keys);
  }

  private String where(String place) {
    Matcher name = COLUMN.matcher(place);
    if (!name.find()) {
      return "";
    }
    String column = name.group(1);
    return " for the column "
        + column
        + staged.columns().stream()
            .filter(it -> it.name().equalsIgnoreCase(column))
            .map(Column::type)
            .map(type -> ", which holds " + type)
            .findFirst()
            .orElse("");
  }

  /** The fields of a row as it was spooled; see {@code RowFormat.QUOTED}. */
  static List<String> fields(String row) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < row.length(); i++) {
      char next = row.charAt(i);
      if (next == '\'') {
        boolean isDoubled = isQuoted && i + 1 < row.length() && row.charAt(i + 1) == '\'';
        if (isDoubled) {
          field.append(next);
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (next == '\u001f' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(next);
      }
    }
    fields.add(field.toString().stripTrailing());
    return fields;
  }
}
