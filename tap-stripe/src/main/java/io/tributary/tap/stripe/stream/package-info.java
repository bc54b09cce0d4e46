/** Which streams there are, and what of them is wanted. */
@NullMarked
package io.tributary.tap.stripe.stream;

import org.jspecify.annotations.NullMarked;
