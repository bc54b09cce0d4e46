/** The command line that every connector has. */
@NullMarked
package io.tributary.singer.cli;

import org.jspecify.annotations.NullMarked;
