package io.tributary.target.bigquery;

import io.tributary.singer.sql.Dialect;
import io.tributary.singer.sql.Reshaping.Replacement;
import io.tributary.singer.sql.Reshaping.Swap;
import io.tributary.singer.sql.Sql;
import java.util.List;

/**
 * A table that becomes a copy of another, in one statement that is all or nothing and reads no
 * byte. The other was made like it, and so has its partitions, clusters, policy tags and options.
 */
enum BigqueryReplacement implements Replacement {
  COPY;

  @Override
  public List<String> begin(Dialect dialect, Swap swap, boolean isThere) {
    String next = dialect.quoted(swap.next());
    return isThere
        ? List.of("CREATE OR REPLACE TABLE " + next + " LIKE " + dialect.quoted(swap.table()))
        : List.of(
            Sql.createSchema(dialect, swap.next().schema()), Sql.dropTable(dialect, swap.next()));
  }

  @Override
  public List<String> end(Dialect dialect, Swap swap, boolean isThere) {
    return isThere
        ? List.of(
            "CREATE OR REPLACE TABLE "
                + dialect.quoted(swap.table())
                + " COPY "
                + dialect.quoted(swap.next()),
            Sql.dropTable(dialect, swap.next()))
        : List.of(Sql.rename(dialect, swap.next(), swap.table()));
  }

  @Override
  public boolean keepsColumns() {
    return true;
  }
}
