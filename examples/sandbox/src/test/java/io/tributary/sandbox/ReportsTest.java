package io.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.sandbox.option.SandboxOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Reporting API: what is asked for, waited for and fetched is what the lists say. */
class ReportsTest {
  private static final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
  private static final Client client = new Client(sandbox.uri());
  private static final String ACTIVITY = "balance_change_from_activity.itemized.6";
  private static final String PAYOUTS = "payout_reconciliation.itemized.5";

  private static final long END = sandbox.now().getEpochSecond();
  private static final long START = sandbox.now().minus(Duration.ofDays(90)).getEpochSecond();

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aRunIsPendingAtFirstAndThenHasAFile() throws Exception {
    JsonNode asked = start(form(ACTIVITY, START, END)).json();
    String path = "/v1/reporting/report_runs/" + asked.path("id").asText();

    JsonNode first = client.get(path).json();
    JsonNode second = client.get(path).json();

    assertThat(asked.path("status").asText()).isEqualTo("pending");
    assertThat(first.path("status").asText()).isEqualTo("pending");
    assertThat(first.path("result").isNull()).isTrue();
    assertThat(second.path("status").asText()).isEqualTo("succeeded");
    assertThat(second.at("/result/url").asText())
        .startsWith(sandbox.uri() + "/v1/files/file_9")
        .endsWith("/contents");
    assertThat(client.all("/v1/reporting/report_runs"))
        .extracting(each -> each.path("id"))
        .contains(asked.path("id"));
  }

  @Test
  void theActivityIsEveryTransactionThatIsNoPayout() throws Exception {
    List<Map<String, String>> lines = fetched(form(ACTIVITY, START, END));

    Map<String, BigDecimal> nets = new HashMap<>();
    String window = "?created[gte]=" + START + "&created[lt]=" + END;
    for (JsonNode each : client.all("/v1/balance_transactions" + window)) {
      if (!Set.of("payout", "payout_reversal").contains(each.path("reporting_category").asText())) {
        nets.put(each.path("id").asText(), BigDecimal.valueOf(each.path("net").asLong(), 2));
      }
    }
    Map<String, BigDecimal> reported = new HashMap<>();
    lines.forEach(
        line ->
            reported.put(cell(line, "balance_transaction_id"), new BigDecimal(cell(line, "net"))));
    assertThat(reported).isEqualTo(nets).hasSizeGreaterThan(20);
    assertThat(lines).extracting(line -> cell(line, "created_utc")).isSorted();
    assertThat(lines).anyMatch(line -> !cell(line, "automatic_payout_id").isEmpty());
  }

  @Test
  void thePayoutsAreMadeOfTheirTransactions() throws Exception {
    List<Map<String, String>> lines = fetched(form(PAYOUTS, START, END));

    Map<String, BigDecimal> sums = new HashMap<>();
    for (Map<String, String> line : lines) {
      sums.merge(
          cell(line, "automatic_payout_id"), new BigDecimal(cell(line, "net")), BigDecimal::add);
    }
    Map<String, BigDecimal> payouts = new HashMap<>();
    for (JsonNode payout : client.all("/v1/payouts")) {
      long arrival = payout.path("arrival_date").asLong();
      if (payout.path("automatic").asBoolean() && arrival >= START && arrival < END) {
        payouts.put(
            payout.path("id").asText(), BigDecimal.valueOf(payout.path("amount").asLong(), 2));
      }
    }
    assertThat(sums).isEqualTo(payouts).hasSizeGreaterThan(10);
  }

  @Test
  void columnsAndTheTimeZoneAreAsAskedFor() throws Exception {
    String columns = "&parameters[columns][]=created&parameters[columns][1]=created_utc";
    List<Map<String, String>> lines =
        fetched(form(ACTIVITY, START, END) + columns + "&parameters[timezone]=Asia/Tokyo");

    for (Map<String, String> line : lines) {
      assertThat(line).hasSize(2);
      Instant here = Instant.parse(cell(line, "created").replace(' ', 'T') + "Z");
      Instant utc = Instant.parse(cell(line, "created_utc").replace(' ', 'T') + "Z");
      assertThat(Duration.between(utc, here)).isEqualTo(Duration.ofHours(9));
    }
  }

  @Test
  void theSameIdempotencyKeyIsTheSameRun() throws Exception {
    String form = form(ACTIVITY, START, END);

    String once = start(form, "Idempotency-Key", "k1").json().path("id").asText();

    assertThat(start(form, "Idempotency-Key", "k1").json().path("id").asText()).isEqualTo(once);
    assertThat(start(form).json().path("id").asText()).isNotEqualTo(once);
  }

  @Test
  void aConnectedAccountHasItsOwnReports() throws Exception {
    String guild = client.get("/v1/accounts").json().at("/data/0/id").asText();

    JsonNode run = start(form(ACTIVITY, START, END), "Stripe-Account", guild).json();
    String path = "/v1/reporting/report_runs/" + run.path("id").asText();

    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.get(path, "Stripe-Account", guild).status()).isEqualTo(200);
  }

  @Test
  void theMonthsBeforeHaveBeenReported() throws Exception {
    List<JsonNode> runs = client.all("/v1/reporting/report_runs?created[lt]=" + END);

    assertThat(runs).hasSize(11);
    assertThat(runs).allMatch(run -> run.path("status").asText().equals("succeeded"));
    assertThat(runs).extracting(run -> -run.path("created").asLong()).isSorted();
    JsonNode newest = runs.get(0);
    assertThat(client.get("/v1/reporting/report_runs/" + newest.path("id").asText()).json())
        .isEqualTo(newest);
  }

  @Test
  void aTypeSaysForWhenThereIsData() throws Exception {
    JsonNode type = client.get("/v1/reporting/report_types/" + PAYOUTS).json();

    assertThat(type.path("data_available_end").asLong()).isEqualTo(END);
    assertThat(type.path("data_available_start").asLong())
        .isEqualTo(sandbox.now().minus(Duration.ofDays(730)).getEpochSecond());
    assertThat(type.path("default_columns")).isNotEmpty();
    assertThat(client.get("/v1/reporting/report_types").json().path("data")).hasSize(11);
  }

  @ParameterizedTest
  @CsvSource({
    "parameters[interval_start]=1&parameters[interval_end]=2,report_type",
    "report_type=nonsense&parameters[interval_start]=1&parameters[interval_end]=2,report_type",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_end]=2,parameters[interval_start]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=1&parameters[interval_end]=2,parameters[interval_start]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=1780000000&parameters[interval_end]=1900000000,parameters[interval_end]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=1780000000&parameters[interval_end]=1770000000,parameters[interval_end]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=x&parameters[interval_end]=2,parameters[interval_start]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=1780000000&parameters[interval_end]=1780086400&parameters[columns][]=colour,parameters[columns]",
    "report_type=payout_reconciliation.itemized.5&parameters[interval_start]=1780000000&parameters[interval_end]=1780086400&parameters[timezone]=Moon,parameters[timezone]",
  })
  void refusesWhatCannotBeReported(String form, String param) throws Exception {
    Client.Reply reply = start(form);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("param").asText()).isEqualTo(param);
  }

  private static String cell(Map<String, String> line, String column) {
    return line.getOrDefault(column, "");
  }

  private static String form(String type, long from, long until) {
    return "report_type="
        + type
        + "&parameters[interval_start]="
        + from
        + "&parameters[interval_end]="
        + until;
  }

  private static Client.Reply start(String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sandbox.uri().resolve("/v1/reporting/report_runs"))
            .header("Authorization", "Bearer sk_test_sandbox")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build());
  }

  private static List<Map<String, String>> fetched(String form) throws Exception {
    String path = "/v1/reporting/report_runs/" + start(form).json().path("id").asText();
    client.get(path);
    String url = client.get(path).json().at("/result/url").asText();
    var reply =
        java.net.http.HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url))
                    .header("Authorization", "Bearer sk_test_sandbox")
                    .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("text/csv");
    List<String> rows = reply.body().lines().toList();
    List<String> names = List.of(rows.get(0).split(",", -1));
    List<Map<String, String>> lines = new ArrayList<>();
    for (String row : rows.subList(1, rows.size())) {
      List<String> values = List.of(row.split(",", -1));
      Map<String, String> line = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        line.put(names.get(i), values.get(i));
      }
      lines.add(line);
    }
    return lines;
  }
}
