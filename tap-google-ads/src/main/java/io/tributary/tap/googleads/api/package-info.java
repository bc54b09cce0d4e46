/** Google Ads over HTTP: who asks, what an answer says, and how it says no. */
@NullMarked
package io.tributary.tap.googleads.api;

import org.jspecify.annotations.NullMarked;
