/** Settings: declared once, as the components of a record. */
@NullMarked
package io.tributary.singer.config;

import org.jspecify.annotations.NullMarked;
