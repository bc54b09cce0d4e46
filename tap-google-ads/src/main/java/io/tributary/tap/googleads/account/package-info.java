/** The accounts: the tree of managers, and whom to ask through whom. */
@NullMarked
package io.tributary.tap.googleads.account;

import org.jspecify.annotations.NullMarked;
