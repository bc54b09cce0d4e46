/** Reading lists: all of it at first, then what is new and what has changed. */
@NullMarked
package io.tributary.tap.stripe.read;

import org.jspecify.annotations.NullMarked;
