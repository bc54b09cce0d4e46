/** What records look like: their schemas, and how objects are made to fit them. */
@NullMarked
package io.tributary.tap.stripe.record;

import org.jspecify.annotations.NullMarked;
