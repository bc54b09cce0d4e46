/** Writes a database. */
@NullMarked
package io.tributary.target.template;

import org.jspecify.annotations.NullMarked;
