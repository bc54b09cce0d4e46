/** Stripe's financial reports, which it makes on request. */
@NullMarked
package io.tributary.tap.stripe.report;

import org.jspecify.annotations.NullMarked;
