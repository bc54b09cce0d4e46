package io.tributary.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Reads the sandbox with tap-stripe, as it is started by default, and prints how well it uses what
 * the limits allow, how much memory it takes, and how fast it is where nothing limits it.
 *
 * <p>Arguments: the folder to work in, and the folder of the launchers. The sandbox's world is that
 * of 100,000 customers, the same every time.
 */
public final class StripeBenchmark {
  private static final int PAGE = 100;
  private static final int CHARGES = 100_000;
  private static final Duration LATENCY = Duration.ofMillis(300);
  private static final int RUNS = 3;

  /** How many times as many charges are read where nothing limits it. */
  private static final int TIMES = 3;

  private static final String TWENTY =
      "customers,products,prices,coupons,promotion_codes,tax_rates,subscriptions,"
          + "subscription_items,invoices,invoice_line_items,invoice_payments,credit_notes,"
          + "payment_intents,charges,refunds,disputes,balance_transactions,payouts,"
          + "application_fees,transfers";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Path launchers;
  private final PrintStream out;
  private final List<String> rows = new ArrayList<>();

  private StripeBenchmark(Path folder, Path launchers, PrintStream out) {
    this.folder = folder;
    this.launchers = launchers;
    this.out = out;
  }

  public static void main(String... args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(folder);
    new StripeBenchmark(folder, Path.of(args[1]).toAbsolutePath(), System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    Instant since;
    try (SandboxProcess sandbox = SandboxProcess.start(launchers, "--size", "L")) {
      since = emission(sandbox.uri());
      memory(sandbox.uri());
    }
    try (SandboxProcess sandbox =
        SandboxProcess.start(
            launchers,
            "--size",
            "L",
            "--limits",
            "stripe",
            "--latency-ms",
            Long.toString(LATENCY.toMillis()))) {
      serial(sandbox.uri());
      one(sandbox.uri(), since);
      twenty(sandbox.uri(), since);
      slowly(sandbox.uri(), since);
    }
    out.printf("%n| what | we set out to reach | measured |%n| --- | --- | --- |%n");
    rows.forEach(out::println);
  }

  private void row(String what, String goal, String measured) {
    rows.add("| " + what + " | " + goal + " | " + measured + " |");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private ObjectNode settings(URI address) {
    return JSON.createObjectNode()
        .put("api_key", SandboxProcess.KEY)
        .put("base_url", address.toString());
  }

  private ObjectNode unlimited(URI address) {
    return settings(address)
        .put("requests_per_second", 1e6)
        .put("requests_per_second_per_endpoint", 1e6);
  }

  private TapRun tap(ObjectNode settings, String streams, String... more)
      throws IOException, InterruptedException {
    return TapRun.of(launchers.resolve("tap-stripe"), folder, settings, streams, more);
  }

  /** What a loop that parses the newest pages reads a second, and what the tap does. */
  private Instant emission(URI address) throws IOException, InterruptedException {
    Instant since = loop(address, CHARGES / PAGE); // which warms the loop up, too
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      Instant earlier = loop(address, TIMES * CHARGES / PAGE);
      double bare = TIMES * CHARGES / seconds(begin);
      TapRun run = tap(unlimited(address).put("start_date", earlier.toString()), "charges");
      double ours = run.records() / run.seconds();
      ratios.add(ours / bare);
      out.printf(
          Locale.ROOT,
          "no limits: %,d charges, %,.0f a second from start to exit, %.1f s of processors;"
              + " a bare loop %,.0f: %.2f%n",
          run.records(),
          ours,
          run.cpu().toMillis() / 1e3,
          bare,
          ours / bare);
    }
    ratios.sort(null);
    row(
        "charges a second without limits, as a share of what a bare loop reads that parses the"
            + " pages; the median of "
            + RUNS,
        "0.6",
        number(ratios.get(RUNS / 2), 2)
            + " ("
            + number(ratios.get(0), 2)
            + " to "
            + number(ratios.get(RUNS - 1), 2)
            + ")");
    return since;
  }

  /** Reads pages one after the other; answers when the oldest object was created. */
  private static Instant loop(URI address, int pages) throws IOException {
    OkHttpClient client = new OkHttpClient();
    String after = "";
    long created = 0;
    for (int i = 0; i < pages; i++) {
      Request request =
          new Request.Builder()
              .url(address + "/v1/charges?limit=" + PAGE + after)
              .header("Authorization", "Bearer " + SandboxProcess.KEY)
              .build();
      try (Response response = client.newCall(request).execute()) {
        JsonNode data = JSON.readTree(response.body().byteStream()).path("data");
        JsonNode last = data.path(data.size() - 1);
        after = "&starting_after=" + last.path("id").asText();
        created = last.path("created").asLong();
      }
    }
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
    return Instant.ofEpochSecond(created);
  }

  private void memory(URI address) throws IOException, InterruptedException {
    TapRun run = tap(unlimited(address), "charges,payment_intents");
    out.printf(
        Locale.ROOT,
        "no limits: %,d records in %.1f s, %.1f s of processors, %.0f MB resident at the most%n",
        run.records(),
        run.seconds(),
        run.cpu().toMillis() / 1e3,
        run.megabytes());
    row(
        grouped(run.records()) + " records in one run, resident at the most",
        "under 300 MB",
        number(run.megabytes(), 0) + " MB");
  }

  private void serial(URI address) throws IOException {
    int pages = 30;
    long begin = System.nanoTime();
    Instant ignored = loop(address, pages);
    row(
        "a client that asks for one page after the other, requests a second",
        "",
        number(pages / seconds(begin), 1));
  }

  private void one(URI address, Instant since) throws IOException, InterruptedException {
    TapRun run = tap(settings(address).put("start_date", since.toString()), "charges", "--verbose");
    used("one stream", run, "0.85");
  }

  private void twenty(URI address, Instant since) throws IOException, InterruptedException {
    ObjectNode settings =
        settings(address)
            .put("start_date", since.toString())
            .put("start_date_applies_to", "all")
            .put("max_parallel_streams", 20);
    used("twenty streams", tap(settings, TWENTY, "--verbose"), "0.9");
  }

  private void used(String what, TapRun run, String goal) {
    out.printf(
        Locale.ROOT,
        "%s: %,d requests in %.1f s, which the limits allow in %.1f s; %d turned away, %.0f MB%n",
        what,
        run.requests(),
        run.span(),
        run.shortest(),
        run.refused(),
        run.megabytes());
    row(
        what + " under the limits, requests a second as a share of what they allow",
        goal,
        number(run.shortest() / run.span(), 2)
            + " ("
            + number(run.requests() / run.span(), 1)
            + " of "
            + number(run.requests() / run.shortest(), 1)
            + ")");
  }

  private void slowly(URI address, Instant since) throws IOException, InterruptedException {
    ObjectNode settings =
        settings(address)
            .put("start_date", since.toString())
            .put("requests_per_second", 20)
            .put("requests_per_second_per_endpoint", 20);
    TapRun run = tap(settings, "charges");
    row(
        grouped(run.records()) + " charges at 20 requests a second, from start to exit",
        "under 60 s",
        number(run.seconds(), 1) + " s");
    row("the same, resident at the most", "under 300 MB", number(run.megabytes(), 0) + " MB");
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
