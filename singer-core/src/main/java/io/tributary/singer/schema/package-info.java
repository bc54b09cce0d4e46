/** A stream's schema, digested for those who store its records. */
@NullMarked
package io.tributary.singer.schema;

import org.jspecify.annotations.NullMarked;
