package io.tributary.target.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Statements, each a job. */
final class Queries {
  private final BigQuery client;
  private final Jobs jobs;
  private final BigqueryErrors errors;

  Queries(BigQuery client, Jobs jobs, BigqueryErrors errors) {
    this.client = client;
    this.jobs = jobs;
    this.errors = errors;
  }

  /** What a statement counts: the rows that it changed, or the number that it answered. */
  long count(Statement statement) {
    Job job = run(statement.sql(), statement.values());
    Long changed = job.<QueryStatistics>getStatistics().getNumDmlAffectedRows();
    long count =
        statement.sql().startsWith("SELECT")
            ? first(job).map(Long::valueOf).orElse(0L)
            : Optional.ofNullable(changed).orElse(0L);
    if (statement.expected().orElse(count) != count) {
      throw errors.miscounted(count, statement.expected().getAsLong(), job.getJobId());
    }
    return count;
  }

  /** What each statement of a script counts, all of them done or none. */
  List<Long> counts(Script script) {
    return Script.counts(first(run(script.sql(), script.values())).orElse(""));
  }

  /** What a query answers first. */
  Optional<String> answer(Statement query) {
    return first(run(query.sql(), query.values()));
  }

  private Job run(String sql, List<String> values) {
    QueryJobConfiguration query =
        QueryJobConfiguration.newBuilder(sql)
            .setUseLegacySql(false)
            .setPositionalParameters(values.stream().map(QueryParameterValue::string).toList())
            .build();
    return jobs.query(id -> client.create(JobInfo.of(id, query)));
  }

  private Optional<String> first(Job job) {
    try {
      Iterator<FieldValueList> rows = job.getQueryResults().getValues().iterator();
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      FieldValue value = rows.next().get(0);
      return value.isNull() ? Optional.empty() : Optional.of(value.getStringValue());
    } catch (BigQueryException e) {
      throw errors.of(e, job.getJobId());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SingerException.Destination("the run was interrupted while a query was running", e);
    }
  }
}
