/** What is asked of the stand-in, and what goes wrong with it. */
@NullMarked
package io.tributary.target.bigquery.standin.fault;

import org.jspecify.annotations.NullMarked;
