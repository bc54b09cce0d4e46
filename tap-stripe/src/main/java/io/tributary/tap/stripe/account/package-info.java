/** The accounts that are read, and how far the lists of each have been. */
@NullMarked
package io.tributary.tap.stripe.account;

import org.jspecify.annotations.NullMarked;
