/** The one JSON configuration, and JSON text that is passed on unparsed. */
@NullMarked
package io.tributary.singer.json;

import org.jspecify.annotations.NullMarked;
