/** GoogleSQL, as far as a target speaks it, executed by DuckDB. */
@org.jspecify.annotations.NullMarked
package io.tributary.target.bigquery.standin.sql;
