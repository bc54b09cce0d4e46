/** All that the author of a tap or a target imports. */
@NullMarked
package io.tributary.singer.connector;

import org.jspecify.annotations.NullMarked;
