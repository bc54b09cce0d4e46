package io.tributary.tournament;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.CsvOptions;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableDataWriteChannel;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.WriteChannelConfiguration;
import io.tributary.treasury.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset of BigQuery's that is called tournament, where Google's programs find who asks. */
final class BigqueryAdvertising implements Advertising {
  private static final String DATASET = "tournament";

  private static final Schema SIGN_UPS =
      Schema.of(
          field("user_id", StandardSQLTypeName.INT64),
          field("signed_up_at", StandardSQLTypeName.TIMESTAMP),
          field("utm_source", StandardSQLTypeName.STRING),
          field("utm_medium", StandardSQLTypeName.STRING),
          field("utm_campaign", StandardSQLTypeName.STRING),
          field("gclid", StandardSQLTypeName.STRING),
          field("email", StandardSQLTypeName.STRING),
          field("stripe_customer_id", StandardSQLTypeName.STRING),
          field("kingdom_code", StandardSQLTypeName.STRING));

  private static final Schema FACEBOOK_ADS =
      Schema.of(
          field("account_id", StandardSQLTypeName.STRING),
          field("account_currency", StandardSQLTypeName.STRING),
          field("campaign_id", StandardSQLTypeName.STRING),
          field("campaign_name", StandardSQLTypeName.STRING),
          field("date_start", StandardSQLTypeName.DATE),
          field("date_stop", StandardSQLTypeName.DATE),
          field("impressions", StandardSQLTypeName.INT64),
          field("clicks", StandardSQLTypeName.INT64),
          field("spend", StandardSQLTypeName.NUMERIC),
          field("actions", StandardSQLTypeName.STRING));

  private static final Schema TOURNAMENT_RESULTS =
      Schema.of(
          field("tournament_id", StandardSQLTypeName.STRING),
          field("held_on", StandardSQLTypeName.DATE),
          field("discipline", StandardSQLTypeName.STRING),
          field("user_id", StandardSQLTypeName.INT64),
          field("place", StandardSQLTypeName.INT64),
          field("points", StandardSQLTypeName.INT64));

  private static final Schema EXCHANGE_RATES =
      Schema.of(
          field("currency", StandardSQLTypeName.STRING),
          field("dollars", StandardSQLTypeName.NUMERIC));

  private static final Map<String, Schema> FILES =
      Map.of(
          "sign_ups", SIGN_UPS,
          "facebook_ads", FACEBOOK_ADS,
          "tournament_results", TOURNAMENT_RESULTS,
          "exchange_rates", EXCHANGE_RATES);

  private final BigQuery client;

  private BigqueryAdvertising(BigQuery client) {
    this.client = client;
  }

  /**
   * Signs in as Google's programs do.
   *
   * @param emulator the address of one on this machine, which is asked instead
   */
  static BigqueryAdvertising open(String project, Optional<URI> emulator) {
    BigQueryOptions.Builder options = BigQueryOptions.newBuilder().setProjectId(project);
    emulator.ifPresent(
        address -> options.setHost(address.toString()).setCredentials(NoCredentials.getInstance()));
    return new BigqueryAdvertising(options.build().getService());
  }

  private static Field field(String name, StandardSQLTypeName type) {
    return Field.of(name, type);
  }

  @Override
  public String question() {
    return Page.text(Advertising.class, "tournament-bigquery.sql");
  }

  @Override
  public void loadTables(Path folder) throws IOException {
    for (Map.Entry<String, Schema> table : FILES.entrySet()) {
      WriteChannelConfiguration load =
          WriteChannelConfiguration.newBuilder(TableId.of(DATASET, table.getKey()))
              .setFormatOptions(
                  CsvOptions.newBuilder()
                      .setSkipLeadingRows(1)
                      .setAllowQuotedNewLines(true)
                      .build())
              .setSchema(table.getValue())
              .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
              .build();
      TableDataWriteChannel channel = client.writer(load);
      try (OutputStream out = Channels.newOutputStream(channel)) {
        Files.copy(folder.resolve(table.getKey() + ".csv"), out);
      }
      complete(channel.getJob());
    }
  }

  private static void complete(Job job) throws IOException {
    try {
      Job done = job.waitFor();
      if (done != null && done.getStatus().getError() != null) {
        throw new IOException(done.getStatus().getError().getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public Answer ask() throws IOException {
    QueryJobConfiguration query =
        QueryJobConfiguration.newBuilder(question()).setUseLegacySql(false).build();
    List<FieldValueList> rows = new ArrayList<>();
    try {
      client.query(query).iterateAll().forEach(rows::add);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    AnswerRows answer = new AnswerRows();
    for (FieldValueList row : rows) {
      answer.add(
          row.get("source").getStringValue(),
          row.get("campaign").getStringValue(),
          row.get("week").isNull() ? Optional.empty() : Optional.of(day(row)),
          new Outcome(
              row.get("cost").getNumericValue(),
              row.get("revenue").getNumericValue(),
              row.get("sign_ups").getLongValue(),
              row.get("players").getLongValue()));
    }
    return answer.complete();
  }

  /** An emulator may say at what time the day begins as well. */
  private static LocalDate day(FieldValueList row) {
    return LocalDate.parse(row.get("week").getStringValue().substring(0, 10));
  }

  @Override
  public void close() {}
}
