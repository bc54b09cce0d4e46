/** What can go wrong, by culprit, and the exit code that says so. */
@NullMarked
package io.tributary.singer.error;

import org.jspecify.annotations.NullMarked;
