/** What a run did, counted while it runs: for the progress line and the table at its end. */
@NullMarked
package io.tributary.singer.report;

import org.jspecify.annotations.NullMarked;
