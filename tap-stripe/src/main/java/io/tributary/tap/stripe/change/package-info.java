/** What has changed since it was read, as events tell. */
@NullMarked
package io.tributary.tap.stripe.change;

import org.jspecify.annotations.NullMarked;
