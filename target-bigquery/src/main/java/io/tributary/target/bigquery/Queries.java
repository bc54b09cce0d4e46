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
import com.google.cloud.bigquery.TableResult;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Statements: a job each, but for questions. */
final class Queries {
  private final BigQuery client;
  private final Jobs jobs;
  private final BigqueryErrors errors;

  Queries(BigQuery client, Jobs jobs, BigqueryErrors errors) {
    this.client = client;
    this.jobs = jobs;
    this.errors = errors;
  }

  /** How many rows a statement changes. */
  long count(Statement statement) {
    Job job = run(statement.sql(), statement.values());
    Long changed = job.<QueryStatistics>getStatistics().getNumDmlAffectedRows();
    long count = Optional.ofNullable(changed).orElse(0L);
    if (statement.expected().orElse(count) != count) {
      throw errors.miscounted(count, statement.expected().getAsLong(), job.getJobId());
    }
    return count;
  }

  /** What each statement of a script counts, all of them done or none. */
  List<Long> counts(Script script) {
    Job job = run(script.sql(), script.values());
    try {
      return Script.counts(first(job.getQueryResults()).orElse(""));
    } catch (BigQueryException e) {
      throw errors.of(e, job.getJobId());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * What a query answers first. It changes nothing, and so needs no name by which to find it again:
   * one request asks and answers.
   */
  Optional<String> answer(Statement query) {
    QueryJobConfiguration asked = query(query.sql(), query.values());
    try {
      return first(jobs.ask(anyone -> client.query(asked, anyone)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Job run(String sql, List<String> values) {
    QueryJobConfiguration query = query(sql, values);
    return jobs.query(id -> client.create(JobInfo.of(id, query)));
  }

  private static QueryJobConfiguration query(String sql, List<String> values) {
    return QueryJobConfiguration.newBuilder(sql)
        .setUseLegacySql(false)
        .setPositionalParameters(values.stream().map(QueryParameterValue::string).toList())
        .build();
  }

  private static Optional<String> first(TableResult result) {
    Iterator<FieldValueList> rows = result.getValues().iterator();
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    FieldValue value = rows.next().get(0);
    return value.isNull() ? Optional.empty() : Optional.of(value.getStringValue());
  }

  private static SingerException.Destination interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SingerException.Destination("the run was interrupted while a query was running", e);
  }
}
