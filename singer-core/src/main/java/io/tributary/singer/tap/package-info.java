/** Runs a tap: its selected streams, their bookmarks, and the messages that come of it. */
@NullMarked
package io.tributary.singer.tap;

import org.jspecify.annotations.NullMarked;
