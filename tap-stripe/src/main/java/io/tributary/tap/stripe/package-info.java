/** Reads Stripe: what can be set, and the streams made from the table of streams. */
@NullMarked
package io.tributary.tap.stripe;

import org.jspecify.annotations.NullMarked;
