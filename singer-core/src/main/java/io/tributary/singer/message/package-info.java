/** The lines of the protocol and the seam through which they pass. */
@NullMarked
package io.tributary.singer.message;

import org.jspecify.annotations.NullMarked;
