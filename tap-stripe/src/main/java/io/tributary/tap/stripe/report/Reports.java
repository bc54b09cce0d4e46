package io.tributary.tap.stripe.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.connector.Replication;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.HttpException;
import io.tributary.singer.http.Ticker;
import io.tributary.tap.stripe.account.Accounts;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.StripeRefusals;
import io.tributary.tap.stripe.stream.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The streams of the reports that the settings ask for. */
public final class Reports {
  private final StripeApi api;
  private final Accounts accounts;
  private final Scope scope;

  /** Asks Stripe for nothing yet. */
  public Reports(StripeApi api, Accounts accounts, Scope scope) {
    this.api = api;
    this.accounts = accounts;
    this.scope = scope;
  }

  /** Asks Stripe for the usual columns of those that do not name theirs. */
  public List<TapStream> streams(List<ReportSettings.Wanted> reports) {
    List<TapStream> streams = new ArrayList<>();
    for (ReportSettings.Wanted report : reports) {
      List<String> columns = columns(report);
      streams.add(
          TapStream.of(
                  report.name(),
                  accounts.schema(ReportShape.schema(columns)),
                  accounts.each(
                      account -> new ReportSource(account, report, columns, scope, Ticker.SYSTEM)))
              .keyedBy(accounts.keys(ReportShape.FROM, ReportShape.ROW))
              .replicated(new Replication.Positioned()));
    }
    return streams;
  }

  private List<String> columns(ReportSettings.Wanted report) {
    if (report.columns() != null && !report.columns().isEmpty()) {
      return report.columns();
    }
    try {
      List<String> columns = new ArrayList<>();
      for (JsonNode column : ReportSource.type(api, report).path("default_columns")) {
        columns.add(column.asText());
      }
      return columns;
    } catch (HttpException refusal) {
      throw StripeRefusals.explained(refusal);
    } catch (IOException e) {
      throw new SingerException.Source("the report " + report.kind() + " cannot be looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SingerException.Source("stopped while looking at a report", e);
    }
  }
}
