/** Compresses what is sent to BigQuery, which takes gzip and nothing else for rows of JSON. */
@NullMarked
package io.tributary.target.bigquery.gzip;

import org.jspecify.annotations.NullMarked;
