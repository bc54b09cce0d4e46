/** The kingdoms: people, trades, money and days. */
@NullMarked
package io.tributary.sandbox.realm;

import org.jspecify.annotations.NullMarked;
