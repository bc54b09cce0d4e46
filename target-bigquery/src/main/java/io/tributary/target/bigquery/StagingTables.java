package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The staging tables that are there. */
final class StagingTables {
  private static final Logger LOG = LoggerFactory.getLogger(StagingTables.class);
  private static final int CONFLICT = 409;
  private static final Duration KEPT = Duration.ofDays(1);

  private final BigQuery client;
  private final BigqueryErrors errors;
  private final List<TableId> there = new ArrayList<>();

  StagingTables(BigQuery client, BigqueryErrors errors) {
    this.client = client;
    this.errors = errors;
  }

  /** Makes a table, which goes by itself if nobody drops it. */
  void create(StagingTable staging) {
    there.add(staging.id());
    TableInfo table =
        TableInfo.newBuilder(staging.id(), StandardTableDefinition.of(staging.schema()))
            .setExpirationTime(System.currentTimeMillis() + KEPT.toMillis())
            .build();
    try {
      client.create(table);
    } catch (BigQueryException e) {
      if (e.getCode() != CONFLICT) {
        throw errors.of(e, "the staging table " + staging.table().name());
      }
    }
  }

  /** Drops all; what is not dropped is gone a day later. */
  void drop() {
    for (TableId table : there) {
      try {
        client.delete(table);
      } catch (BigQueryException e) {
        LOG.warn("a staging table stays for a day table={}", table.getTable());
      }
    }
    there.clear();
  }
}
