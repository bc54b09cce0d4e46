/** Values of {@code STRUCT} and {@code REPEATED} columns, out of the JSON text of a record. */
@NullMarked
package io.tributary.target.bigquery.nested;

import org.jspecify.annotations.NullMarked;
