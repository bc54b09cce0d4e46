/** Stripe's API: its pages, its lists by the time of creation, and how it says no. */
@NullMarked
package io.tributary.tap.stripe.api;

import org.jspecify.annotations.NullMarked;
