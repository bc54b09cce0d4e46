/** The accounts that advertise for the kingdoms: campaigns, visits, and what came of them. */
@NullMarked
package io.tributary.sandbox.ads;

import org.jspecify.annotations.NullMarked;
