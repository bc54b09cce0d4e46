/** Reads Google Ads: what can be set, and the streams. */
@NullMarked
package io.tributary.tap.googleads;

import org.jspecify.annotations.NullMarked;
