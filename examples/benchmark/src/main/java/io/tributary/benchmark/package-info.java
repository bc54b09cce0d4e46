/** How fast records move, beside the limits and beside the programs that people use instead. */
@NullMarked
package io.tributary.benchmark;

import org.jspecify.annotations.NullMarked;
