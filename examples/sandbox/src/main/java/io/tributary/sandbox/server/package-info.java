/** The HTTP server: keys, limits, faults and the clock. */
@NullMarked
package io.tributary.sandbox.server;

import org.jspecify.annotations.NullMarked;
