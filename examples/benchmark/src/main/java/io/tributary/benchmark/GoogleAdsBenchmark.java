package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Reads a report of five million rows with tap-google-ads, and many reports of many accounts, and
 * prints how fast that is beside a bare loop, how much memory it takes, and how many operations.
 *
 * <p>Arguments: the folder to work in, and the folder of the launchers.
 */
public final class GoogleAdsBenchmark {
  private static final long ROWS = Long.getLong("rows", 5_000_000);
  private static final int RUNS = 3;
  private static final long ACCOUNT = 1_000_000_001L;
  private static final int DAYS = 30;
  private static final int MORE_ACCOUNTS = 20;
  private static final double PER_SECOND = 20;
  private static final String REPORTS =
      "account_performance,campaign_performance,campaign_conversions,ad_group_performance,"
          + "ad_performance,keyword_performance,search_term_performance,geo_performance,"
          + "shopping_performance,asset_group_performance,account_hourly,account_conversions,"
          + "campaign_hourly,ad_group_conversions,ad_conversions,keyword_conversions,"
          + "geo_conversions,age_range_performance,gender_performance,"
          + "parental_status_performance,income_range_performance";

  /** What the sandbox takes. */
  private static final String CLIENT_ID = "sandbox.apps.googleusercontent.com";

  private static final String CLIENT_SECRET = "sandbox-client-secret";
  private static final String REFRESH_TOKEN = "1//sandbox-refresh-token";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path launcher;
  private final PrintStream out;
  private final List<String> rows = new ArrayList<>();

  private GoogleAdsBenchmark(Path folder, Path launcher, PrintStream out) {
    this.folder = folder;
    this.launcher = launcher;
    this.out = out;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(folder);
    Path launchers = Path.of(args[1]).toAbsolutePath();
    new GoogleAdsBenchmark(folder, launchers.resolve("tap-google-ads"), System.out).run(launchers);
  }

  private void run(Path launchers) throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    try (SandboxProcess sandbox = SandboxProcess.start(launchers, "--size", "S");
        RepeatingServer server = new RepeatingServer(sandbox.uri(), " FROM campaign ", ROWS)) {
      largeReport(server.uri());
    }
    try (SandboxProcess sandbox =
        SandboxProcess.start(
            launchers, "--size", "S", "--ads-accounts", Integer.toString(MORE_ACCOUNTS))) {
      manyAccounts(sandbox.uri());
    }
    out.printf("%n| what | we set out to reach | measured |%n| --- | --- | --- |%n");
    rows.forEach(out::println);
  }

  private void row(String what, String goal, String measured) {
    rows.add("| " + what + " | " + goal + " | " + measured + " |");
  }

  private static ObjectNode settings(URI address) {
    return JSON.createObjectNode()
        .put("base_url", address.toString())
        .put("token_url", address + "/oauth/token")
        .put("client_id", CLIENT_ID)
        .put("client_secret", CLIENT_SECRET)
        .put("refresh_token", REFRESH_TOKEN)
        .put("developer_token", "developer")
        .put("start_date", "2026-10-02")
        .put("end_date", "2026-10-31");
  }

  private void largeReport(URI address) throws IOException, InterruptedException {
    ObjectNode settings = settings(address);
    ArrayNode accounts = settings.putArray("customer_ids");
    accounts.add(Long.toString(ACCOUNT));
    String query =
        "SELECT campaign.id, campaign.name, campaign.status, segments.date, segments.device,"
            + " segments.ad_network_type, metrics.impressions, metrics.clicks,"
            + " metrics.cost_micros, metrics.conversions, metrics.conversions_value,"
            + " customer.id, customer.currency_code FROM campaign WHERE segments.date BETWEEN"
            + " '2026-10-02' AND '2026-10-31'";
    TapRun first = TapRun.of(launcher, folder, settings, "campaign_performance");
    List<Double> ratios = new ArrayList<>();
    double most = first.megabytes();
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      long read = loop(address, query);
      double bare = read / seconds(begin);
      TapRun run = TapRun.of(launcher, folder, settings, "campaign_performance");
      double ours = run.records() / run.seconds();
      ratios.add(ours / bare);
      most = Math.max(most, run.megabytes());
      out.printf(
          Locale.ROOT,
          "%,d rows, %,.0f a second from start to exit, %.1f s of processors, %.0f MB resident at"
              + " the most; a bare loop %,.0f: %.2f%n",
          run.records(),
          ours,
          run.cpu().toMillis() / 1e3,
          run.megabytes(),
          bare,
          ours / bare);
    }
    ratios.sort(null);
    row(
        "rows of a report a second, as a share of what a bare loop reads that walks the same"
            + " answer's tokens; the median of "
            + RUNS,
        "0.6",
        String.format(
            Locale.ROOT,
            "%.2f (%.2f to %.2f)",
            ratios.get(RUNS / 2),
            ratios.get(0),
            ratios.get(RUNS - 1)));
    row(
        String.format(Locale.ROOT, "a report of %,d rows, resident at the most", ROWS),
        "under 250 MB",
        String.format(Locale.ROOT, "%.0f MB", most));
  }

  /** Walks the tokens of an answer, and counts its rows. */
  private static long loop(URI address, String query) throws IOException {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(5)).build();
    String token = token(client, address);
    Request request =
        new Request.Builder()
            .url(address + "/v25/customers/" + ACCOUNT + "/googleAds:searchStream")
            .header("Authorization", "Bearer " + token)
            .header("developer-token", "developer")
            .post(
                RequestBody.create(
                    JSON.createObjectNode().put("query", query).toString(),
                    MediaType.get("application/json")))
            .build();
    long read = 0;
    try (Response response = client.newCall(request).execute();
        JsonParser parser = JSON.getFactory().createParser(response.body().byteStream())) {
      int depth = 0;
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        if (next == JsonToken.START_OBJECT && ++depth == 2) {
          read++;
        } else if (next == JsonToken.END_OBJECT) {
          depth--;
        } else if (next.isScalarValue()) {
          String ignored = parser.getText();
        }
      }
    }
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
    return read;
  }

  private static String token(OkHttpClient client, URI address) throws IOException {
    FormBody form =
        new FormBody.Builder()
            .add("grant_type", "refresh_token")
            .add("client_id", CLIENT_ID)
            .add("client_secret", CLIENT_SECRET)
            .add("refresh_token", REFRESH_TOKEN)
            .build();
    Request request = new Request.Builder().url(address + "/oauth/token").post(form).build();
    try (Response response = client.newCall(request).execute()) {
      return JSON.readTree(response.body().byteStream()).path("access_token").asText();
    }
  }

  /** Every account's reports: an operation each, and no slower than the rate of requests asks. */
  private void manyAccounts(URI address) throws IOException, InterruptedException {
    ObjectNode settings = settings(address).put("requests_per_second", PER_SECOND);
    TapRun run = TapRun.of(launcher, folder, settings, REPORTS, "--verbose");
    long queries =
        run.answered().entrySet().stream()
            .filter(endpoint -> endpoint.getKey().endsWith(":searchStream"))
            .mapToLong(endpoint -> endpoint.getValue())
            .sum();
    double shortest = queries / PER_SECOND;
    out.printf(
        Locale.ROOT,
        "%d reports of %d days: %,d queries of %,d requests, %,d records in %.1f s; the rate allows"
            + " them in %.1f s%n",
        REPORTS.split(",").length,
        DAYS,
        queries,
        run.requests(),
        run.records(),
        run.span(),
        shortest);
    row(
        "queries for 21 reports of 24 accounts over 30 days",
        "504 at the most",
        String.format(Locale.ROOT, "%,d", queries));
    row(
        "the time that they take, as a multiple of what "
            + (long) PER_SECOND
            + " requests a second allow",
        "1.3 at the most",
        String.format(Locale.ROOT, "%.2f", run.span() / shortest));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
