/** A database loaded from files: a table in the stream's shape, a copy, a merge. */
@NullMarked
package io.tributary.singer.sql;

import org.jspecify.annotations.NullMarked;
