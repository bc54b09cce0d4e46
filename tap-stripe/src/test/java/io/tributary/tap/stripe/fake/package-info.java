/** A Stripe that tests can run against, and what they see of it. */
@NullMarked
package io.tributary.tap.stripe.fake;

import org.jspecify.annotations.NullMarked;
