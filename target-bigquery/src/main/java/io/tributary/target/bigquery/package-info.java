/** Writes streams to the tables of BigQuery. */
@NullMarked
package io.tributary.target.bigquery;

import org.jspecify.annotations.NullMarked;
