/** The example's question: which campaigns pay? */
@NullMarked
package io.tributary.tournament;

import org.jspecify.annotations.NullMarked;
