/** The REST interface. */
@NullMarked
package io.tributary.target.bigquery.standin.rest;

import org.jspecify.annotations.NullMarked;
