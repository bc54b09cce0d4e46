/** A stand-in for Google Ads that speaks HTTP and executes enough of its language. */
@NullMarked
package io.tributary.tap.googleads.fake;

import org.jspecify.annotations.NullMarked;
