package io.tributary.singer.sql;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.SchemaChange.WidenColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a column a type that holds more, where not every type becomes a wider one in its place: by
 * a second column, which gets the values and then the name.
 *
 * <p>No transaction holds that together, so whatever it left half done is found by {@link
 * #unfinished} and completed.
 *
 * @param suffix what the second column's name ends in, as no other's does
 */
public record SecondColumn(String suffix, InPlace inPlace) implements Reshaping.Widening {

  /** Says which changes the database makes in the column's place. */
  @FunctionalInterface
  public interface InPlace {
    /** Whether it makes this one. */
    boolean allows(Dialect dialect, WidenColumn change);
  }

  @Override
  public List<Step> steps(Dialect dialect, WidenColumn change) {
    String table = "ALTER TABLE " + dialect.quoted(change.table()) + " ";
    String old = dialect.quoted(change.column());
    String type = dialect.spelled(change.to());
    if (inPlace.allows(dialect, change)) {
      return List.of(Statement.of(table + "ALTER COLUMN " + old + " SET DATA TYPE " + type));
    }
    String wider = dialect.quoted(wider(dialect, change));
    return Step.of(
        List.of(
            table + "ADD COLUMN " + wider + " " + type,
            "UPDATE "
                + dialect.quoted(change.table())
                + " SET "
                + wider
                + " = "
                + dialect.types().convert().sql(old, change.from(), change.to())
                + " WHERE TRUE",
            table + "DROP COLUMN " + old,
            table + "RENAME COLUMN " + wider + " TO " + old));
  }

  private String wider(Dialect dialect, WidenColumn change) {
    String name = change.column() + suffix;
    if (name.length() > dialect.identifiers().longest()) {
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
   * The steps that complete what was left half done of a table: a second column whose first is gone
   * gets the name, and one whose first is still there goes.
   */
  public List<Step> unfinished(Dialect dialect, TableName table, List<TableColumn> columns) {
    List<String> names = columns.stream().map(TableColumn::name).toList();
    List<Step> steps = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(suffix)) {
        String first = name.substring(0, name.length() - suffix.length());
        String step =
            names.contains(first)
                ? " DROP COLUMN " + dialect.quoted(name)
                : " RENAME COLUMN " + dialect.quoted(name) + " TO " + dialect.quoted(first);
        steps.add(Statement.of("ALTER TABLE " + dialect.quoted(table) + step));
      }
    }
    return steps;
  }
}
