/**
 * What the stand-in of BigQuery keeps: datasets and tables, their rules, and rows on their way in.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.target.bigquery.standin.store;
