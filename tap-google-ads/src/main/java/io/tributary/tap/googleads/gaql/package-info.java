/** Google Ads' query language, as far as a query is read and written here. */
@NullMarked
package io.tributary.tap.googleads.gaql;

import org.jspecify.annotations.NullMarked;
