/** Compresses rows for databases that read gzip. */
@NullMarked
package io.tributary.singer.gzip;

import org.jspecify.annotations.NullMarked;
