/** Who pays well, and on time? A table for the terminal and a page to look at. */
@NullMarked
package io.tributary.treasury;

import org.jspecify.annotations.NullMarked;
