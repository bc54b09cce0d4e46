/** Rows of the resources that Google lets one query. */
@NullMarked
package io.tributary.sandbox.report;

import org.jspecify.annotations.NullMarked;
