/** The streams: what each asks for, and what its records look like. */
@NullMarked
package io.tributary.tap.googleads.report;

import org.jspecify.annotations.NullMarked;
