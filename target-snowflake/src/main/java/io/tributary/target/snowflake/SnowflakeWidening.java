package io.tributary.target.snowflake;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import io.tributary.singer.sql.TableColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a column a type that holds more.
 *
 * <p>Snowflake makes texts longer and numbers of the same scale wider where they stand. For all
 * else there is a second column, which gets the values and then the name. No transaction holds that
 * together, so whatever it left half done is found by {@link #unfinished} and completed.
 */
final class SnowflakeWidening {
  private static final String SUFFIX = "__TRIBUTARY_WIDER";

  private SnowflakeWidening() {}

  static List<String> sql(Dialect dialect, WidenColumn change) {
    String table = "ALTER TABLE " + dialect.quoted(change.table()) + " ";
    String old = dialect.quoted(change.column());
    String type = dialect.spelled(change.to());
    if (isInPlace(dialect, change)) {
      return List.of(table + "ALTER COLUMN " + old + " SET DATA TYPE " + type);
    }
    String wider = dialect.quoted(wider(change));
    return List.of(
        table + "ADD COLUMN " + wider + " " + type,
        "UPDATE "
            + dialect.quoted(change.table())
            + " SET "
            + wider
            + " = "
            + dialect.types().convert().sql(old, change.from(), change.to()),
        table + "DROP COLUMN " + old,
        table + "RENAME COLUMN " + wider + " TO " + old);
  }

  private static boolean isInPlace(Dialect dialect, WidenColumn change) {
    String from = dialect.spelled(change.from());
    String to = dialect.spelled(change.to());
    boolean areNumbers = from.startsWith("NUMBER(") && to.startsWith("NUMBER(");
    return from.equals(to) || (areNumbers && change.from().scale() == change.to().scale());
  }

  private static String wider(WidenColumn change) {
    String name = change.column() + SUFFIX;
    if (name.length() > SnowflakeDialect.LONGEST_NAME) {
      throw new SingerException.Destination(
          change.table()
              + ": the column "
              + change.column()
              + " has to hold more, but its name is too long for a second column beside it; change"
              + " its type by hand");
    }
    return name;
  }

  /**
   * The statements that complete what was left half done of a table: a second column whose first is
   * gone gets the name, and one whose first is still there goes.
   */
  static List<String> unfinished(String table, List<TableColumn> columns) {
    List<String> names = columns.stream().map(TableColumn::name).toList();
    List<String> steps = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(SUFFIX)) {
        String first = name.substring(0, name.length() - SUFFIX.length());
        String step =
            names.contains(first)
                ? " DROP COLUMN " + SnowflakeDialect.kept(name)
                : " RENAME COLUMN "
                    + SnowflakeDialect.kept(name)
                    + " TO "
                    + SnowflakeDialect.kept(first);
        steps.add("ALTER TABLE " + table + step);
      }
    }
    return steps;
  }
}
