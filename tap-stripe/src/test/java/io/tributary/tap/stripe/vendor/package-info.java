/** Makes the schemas: reads what Stripe publishes of its objects, and says what has changed. */
@NullMarked
package io.tributary.tap.stripe.vendor;

import org.jspecify.annotations.NullMarked;
