package io.tributary.target.bigquery;

/** How rows get into BigQuery. */
enum Method {
  /** By jobs that load files. */
  LOAD_JOB,
  /** By the Storage Write API. */
  STORAGE_WRITE
}
