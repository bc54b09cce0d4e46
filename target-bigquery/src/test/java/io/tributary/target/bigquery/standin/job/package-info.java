/** Jobs, which load, copy and query. */
@NullMarked
package io.tributary.target.bigquery.standin.job;

import org.jspecify.annotations.NullMarked;
