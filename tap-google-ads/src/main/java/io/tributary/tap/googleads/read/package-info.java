/** Reads streams: windows of days, accounts side by side, and where each stands. */
@NullMarked
package io.tributary.tap.googleads.read;

import org.jspecify.annotations.NullMarked;
