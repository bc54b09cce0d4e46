/** The Storage Write API. */
@NullMarked
package io.tributary.target.bigquery.standin.write;

import org.jspecify.annotations.NullMarked;
