/** Sends files to Cloud Storage, for BigQuery to load. */
@NullMarked
package io.tributary.target.bigquery.bucket;

import org.jspecify.annotations.NullMarked;
