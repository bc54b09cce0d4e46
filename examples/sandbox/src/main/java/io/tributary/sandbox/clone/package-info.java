/** Objects that the kingdoms have no story for, cloned from Stripe's fixtures by a table. */
@NullMarked
package io.tributary.sandbox.clone;

import org.jspecify.annotations.NullMarked;
