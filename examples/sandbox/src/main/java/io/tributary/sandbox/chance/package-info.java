/** Chance as a pure function: keyed draws and reversible ids. */
@NullMarked
package io.tributary.sandbox.chance;

import org.jspecify.annotations.NullMarked;
