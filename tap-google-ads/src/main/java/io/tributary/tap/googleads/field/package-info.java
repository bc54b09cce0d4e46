/** The fields of Google Ads: what there is, of which type, and what goes with what. */
@NullMarked
package io.tributary.tap.googleads.field;

import org.jspecify.annotations.NullMarked;
