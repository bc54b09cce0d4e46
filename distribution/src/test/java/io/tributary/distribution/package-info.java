/** What a user unpacks and starts: checked with real processes. */
@NullMarked
package io.tributary.distribution;

import org.jspecify.annotations.NullMarked;
