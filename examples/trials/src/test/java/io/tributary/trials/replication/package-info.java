/** Whole histories of a Stripe account, replicated with interruptions. */
@NullMarked
package io.tributary.trials.replication;

import org.jspecify.annotations.NullMarked;
