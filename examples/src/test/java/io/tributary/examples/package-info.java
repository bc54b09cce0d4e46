/** Runs the examples as a user would. */
@NullMarked
package io.tributary.examples;

import org.jspecify.annotations.NullMarked;
