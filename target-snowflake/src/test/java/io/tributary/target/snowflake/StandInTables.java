package io.tributary.target.snowflake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;

/** The tables that a session sees, and Snowflake's definitions of them; each commits. */
final class StandInTables {
  private static final Map<String, String> TYPES =
      Map.of(
          "NUMBER", "DECIMAL",
          "VARIANT", "JSON",
          "FLOAT", "DOUBLE",
          "BINARY", "BLOB",
          "TIMESTAMP_TZ", "TIMESTAMPTZ",
          "TIMESTAMP_LTZ", "TIMESTAMPTZ",
          "TIMESTAMP_NTZ", "TIMESTAMP");

  private final DuckConnection duck;
  private final Map<String, List<String>> grants;
  private final Runnable commit;
  private final Map<String, String> temporary = new HashMap<>();

  /**
   * @param grants who was granted something on a table, by its path
   * @param commit ends the transaction, if there is one
   */
  StandInTables(DuckConnection duck, Map<String, List<String>> grants, Runnable commit) {
    this.duck = duck;
    this.grants = grants;
    this.commit = commit;
  }

  Answer describe(MatchResult match) {
    List<String> parts = Paths.parts(match.group(1));
    List<List<String>> columns =
        duck.query(
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE database_name = "
                + DuckConnection.literal(parts.get(0))
                + " AND schema_name = "
                + DuckConnection.literal(parts.get(1))
                + " AND table_name = "
                + DuckConnection.literal(parts.get(2))
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

  Answer temporary(MatchResult match) {
    commit.run();
    String name = Paths.name(match.group(1));
    temporary.put(match.group(1), "temp.main." + SnowflakeDialect.kept(name));
    duck.run(
        "CREATE OR REPLACE TEMPORARY TABLE "
            + SnowflakeDialect.kept(name)
            + " "
            + plain(match.group(2)));
    return Answer.done();
  }

  Answer like(MatchResult match) {
    commit.run();
    duck.run(
        "CREATE OR REPLACE TABLE "
            + match.group(1)
            + " AS SELECT * FROM "
            + match.group(2)
            + " WHERE false");
    grants.put(match.group(1), new CopyOnWriteArrayList<>(grants(match.group(2))));
    return Answer.done();
  }

  private List<String> grants(String table) {
    return grants.getOrDefault(table, List.of());
  }

  Answer swap(MatchResult match) {
    commit.run();
    String one = match.group(1);
    String other = match.group(2);
    String path = one.substring(0, one.length() - Paths.quotedName(one).length());
    duck.run("BEGIN");
    duck.run("ALTER TABLE " + one + " RENAME TO \"swapping\"");
    duck.run("ALTER TABLE " + other + " RENAME TO " + Paths.quotedName(one));
    duck.run("ALTER TABLE " + path + "\"swapping\" RENAME TO " + Paths.quotedName(other));
    duck.run("COMMIT");
    List<String> granted = grants(one);
    grants.put(one, grants(other));
    grants.put(other, granted);
    return Answer.done();
  }

  Answer rename(MatchResult match) {
    commit.run();
    duck.run("ALTER TABLE " + match.group(1) + " RENAME TO " + Paths.quotedName(match.group(2)));
    return Answer.done();
  }

  /** Snowflake makes texts longer and numbers wider, and nothing else. */
  Answer retype(MatchResult match) {
    commit.run();
    List<String> parts = Paths.parts(match.group(1));
    String now =
        duck.query(
                "SELECT data_type FROM duckdb_columns() WHERE schema_name = "
                    + DuckConnection.literal(parts.get(1))
                    + " AND table_name = "
                    + DuckConnection.literal(parts.get(2))
                    + " AND column_name = "
                    + DuckConnection.literal(Paths.name(match.group(2))))
            .get(0)
            .get(0);
    String then = plain(match.group(3));
    boolean isWider =
        now.equals(then) || (now.startsWith("DECIMAL") && scale(now).equals(scale(then)));
    if (!isWider) {
      throw new Refusal(
          "002108", "22000", "cannot change column from type " + now + " to " + match.group(3));
    }
    duck.run(
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

  Answer define(MatchResult match) {
    commit.run();
    duck.run(plain(match.group()));
    return Answer.done();
  }

  /** The table in DuckDB's words. */
  String path(String name) {
    return temporary.getOrDefault(name, name);
  }

  /** The statement in DuckDB's words. */
  String plain(String sql) {
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
}
