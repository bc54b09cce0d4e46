/** What discovery found, and what the user chose of it. */
@NullMarked
package io.tributary.singer.catalog;

import org.jspecify.annotations.NullMarked;
