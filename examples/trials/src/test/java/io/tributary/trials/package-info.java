/** Whole pipes that are killed, cut, starved and flooded. */
@NullMarked
package io.tributary.trials;

import org.jspecify.annotations.NullMarked;
