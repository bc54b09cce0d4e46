/** Reads Stripe. */
@NullMarked
package io.tributary.tap.stripe;

import org.jspecify.annotations.NullMarked;
