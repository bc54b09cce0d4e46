/** Google's query language: from text to a query. */
@NullMarked
package io.tributary.sandbox.gaql;

import org.jspecify.annotations.NullMarked;
