/** The generator: every object of an account as a function of seed, size and time. */
@NullMarked
package io.tributary.sandbox.world;

import org.jspecify.annotations.NullMarked;
