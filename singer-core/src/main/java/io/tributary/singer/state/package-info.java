/** Where every stream got to. */
@NullMarked
package io.tributary.singer.state;

import org.jspecify.annotations.NullMarked;
