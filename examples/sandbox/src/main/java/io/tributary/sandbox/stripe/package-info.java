/** Stripe's view of the world: objects as JSON, lists, filters, events. */
@NullMarked
package io.tributary.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
