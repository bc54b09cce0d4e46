/** BigQuery on this machine, for Google's own clients. */
@org.jspecify.annotations.NullMarked
package io.tributary.target.bigquery.standin;
