/** Streams as tables of Snowflake. */
@NullMarked
package io.tributary.target.snowflake;

import org.jspecify.annotations.NullMarked;
