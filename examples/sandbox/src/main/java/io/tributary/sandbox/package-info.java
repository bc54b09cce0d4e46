/** A local server that stands in for Stripe, for tests, examples and demonstrations. */
@NullMarked
package io.tributary.sandbox;

import org.jspecify.annotations.NullMarked;
