package io.tributary.target.snowflake;

import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Reshaping.Replacement;
import io.tributary.singer.sql.Reshaping.Swap;
import io.tributary.singer.sql.Sql;
import java.util.List;

/**
 * A table that changes names with another, in one statement that is all or nothing. The grants go
 * with their table, so the next one is made like the one that it replaces, with its grants.
 */
enum SnowflakeSwap implements Replacement {
  SWAP;

  @Override
  public List<String> begin(Dialect dialect, Swap swap, boolean isThere) {
    if (!isThere) {
      return List.of(
          Sql.createSchema(dialect, swap.next().schema()), Sql.dropTable(dialect, swap.next()));
    }
    return List.of(
        "CREATE OR REPLACE TABLE "
            + dialect.quoted(swap.next())
            + " LIKE "
            + dialect.quoted(swap.table())
            + " COPY GRANTS");
  }

  @Override
  public List<String> end(Dialect dialect, Swap swap, boolean isThere) {
    if (!isThere) {
      return List.of(
          "ALTER TABLE "
              + dialect.quoted(swap.next())
              + " RENAME TO "
              + dialect.quoted(swap.table()));
    }
    return List.of(
        "ALTER TABLE " + dialect.quoted(swap.next()) + " SWAP WITH " + dialect.quoted(swap.table()),
        Sql.dropTable(dialect, swap.next()));
  }

  @Override
  public boolean keepsColumns() {
    return true;
  }
}
