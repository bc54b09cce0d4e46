/** Reads the Orders API. */
@NullMarked
package io.tributary.tap.template;

import org.jspecify.annotations.NullMarked;
