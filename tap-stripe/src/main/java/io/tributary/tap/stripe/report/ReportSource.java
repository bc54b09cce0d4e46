package io.tributary.tap.stripe.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.connector.ReadRequest;
import io.tributary.singer.connector.RecordOutput;
import io.tributary.singer.connector.RecordSource;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.http.Answer;
import io.tributary.singer.http.Request;
import io.tributary.singer.http.Ticker;
import io.tributary.tap.stripe.account.Account;
import io.tributary.tap.stripe.account.Position;
import io.tributary.tap.stripe.api.ScratchFile;
import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.api.Window;
import io.tributary.tap.stripe.stream.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs one of Stripe's reports for the time that has become available since the last run, and reads
 * its rows.
 */
final class ReportSource implements RecordSource {
  private static final String RUNS = "/v1/reporting/report_runs";
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(30);
  private static final int LOOKS = 240;

  private final Account account;
  private final ReportSettings.Wanted report;
  private final List<String> columns;
  private final Scope scope;
  private final Ticker ticker;

  ReportSource(
      Account account,
      ReportSettings.Wanted report,
      List<String> columns,
      Scope scope,
      Ticker ticker) {
    this.account = account;
    this.report = report;
    this.columns = List.copyOf(columns);
    this.scope = scope;
    this.ticker = ticker;
  }

  /** What is known of a kind of report: the time it can be about, and its usual columns. */
  static JsonNode type(StripeApi api, ReportSettings.Wanted report)
      throws IOException, InterruptedException {
    return api.send(
            Request.get("/v1/reporting/report_types", report.kind())
                .countedAs("GET /v1/reporting/report_types/{id}"))
        .body();
  }

  @Override
  public void read(ReadRequest request, RecordOutput out) throws IOException, InterruptedException {
    JsonNode type = type(account.api(), report);
    Position position = Position.of(request.bookmark(), account.name());
    long available = type.path("data_available_start").asLong();
    long start = scope.dates().start().map(Instant::getEpochSecond).orElse(available);
    long from = position.until().map(Instant::getEpochSecond).orElse(Math.max(start, available));
    long until =
        scope.end(Instant.ofEpochSecond(type.path("data_available_end").asLong())).getEpochSecond();
    if (request.limit() <= account.api().pageSize()) {
      return; // to have one row takes a whole report; that its type can be read says enough
    }
    Instant first = position.from().orElse(Instant.ofEpochSecond(from));
    for (Window window : new Window(from, until).pieces(scope.timing().window().toSeconds())) {
      rows(window, finished(started(window)), out);
      position = position.reached(first, Instant.ofEpochSecond(window.until()), scope.version());
      out.position(position.toJson());
    }
  }

  /** Asks for the report. The same request twice is the same report. */
  private Answer started(Window window) throws IOException, InterruptedException {
    Request request =
        Request.form(RUNS)
            .with("report_type", report.kind())
            .with("parameters[interval_start]", Long.toString(window.from()))
            .with("parameters[interval_end]", Long.toString(window.until()));
    if (report.timezone() != null) {
      request = request.with("parameters[timezone]", report.timezone());
    }
    for (String column : columns) {
      request = request.adding("parameters[columns][]", column);
    }
    byte[] what = (account.name() + request.parameters()).getBytes(StandardCharsets.UTF_8);
    return account
        .api()
        .send(request.withHeader("Idempotency-Key", UUID.nameUUIDFromBytes(what).toString()));
  }

  /** Looks at a run until it is over. */
  private Answer finished(Answer started) throws IOException, InterruptedException {
    String id = started.body().path("id").asText();
    Answer run = started;
    Duration pause = FIRST_LOOK;
    for (int i = 0; i < LOOKS; i++) {
      String status = run.body().path("status").asText();
      if (status.equals("succeeded")) {
        return run;
      }
      if (status.equals("failed")) {
        throw new SingerException.Source(
            "Stripe could not make the report " + id + ": " + run.body().path("error").asText());
      }
      ticker.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : pause.multipliedBy(2);
      run = account.api().send(Request.get(RUNS, id).countedAs("GET " + RUNS + "/{id}"));
    }
    throw new SingerException.Source("Stripe has not made the report " + id + " in two hours");
  }

  private void rows(Window window, Answer run, RecordOutput out)
      throws IOException, InterruptedException {
    ScratchFile file = account.api().download(run, run.body().at("/result/url").asText());
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(file.stream(), StandardCharsets.UTF_8))) {
      CsvReader csv = new CsvReader(text);
      List<String> names = csv.row().orElse(List.of());
      long number = 0;
      for (Optional<List<String>> row = csv.row(); row.isPresent(); row = csv.row()) {
        out.record(record(window, number++, names, row.get()));
      }
    } finally {
      file.close();
    }
  }

  private ObjectNode record(Window window, long number, List<String> names, List<String> row) {
    if (row.size() != names.size()) {
      throw new SingerException.Source(
          "row "
              + (number + 1)
              + " of the report "
              + report.kind()
              + " has "
              + row.size()
              + " values for "
              + names.size()
              + " columns");
    }
    ObjectNode record =
        JsonNodeFactory.instance
            .objectNode()
            .put(ReportShape.FROM, Instant.ofEpochSecond(window.from()).toString())
            .put(ReportShape.ROW, number);
    for (int i = 0; i < names.size(); i++) {
      ReportShape.put(record, names.get(i), row.get(i));
    }
    return record;
  }
}
