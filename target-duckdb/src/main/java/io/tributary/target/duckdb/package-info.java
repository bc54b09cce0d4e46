/** Streams as tables of a DuckDB file. */
@NullMarked
package io.tributary.target.duckdb;

import org.jspecify.annotations.NullMarked;
