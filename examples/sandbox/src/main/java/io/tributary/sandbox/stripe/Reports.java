package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.realm.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Reporting API: the one thing that can be made in the sandbox. Runs are kept as long as it
 * lives. Safe to use from several threads.
 */
public final class Reports {
  private static final String RUNS = "/v1/reporting/report_runs";
  private static final String TYPES = "/v1/reporting/report_types";
  private static final int MONTHS = 12;
  private static final String PERMISSION = "rak_report_runs_and_report_types_read";

  private final List<ReportRun> runs = new ArrayList<>();
  private final Map<String, ReportRun> byIdempotencyKey = new ConcurrentHashMap<>();

  /** A request: where it goes, what it brings, and which host it believes it talks to. */
  public record Asked(
      String method, String path, String form, String host, Optional<String> idempotencyKey) {}

  /** Answers the API's own requests; empty if this is another one. */
  public Optional<StripeApi.Route> route(Asked asked) {
    String path = asked.path();
    if (asked.method().equals("POST")) {
      return path.equals(RUNS)
          ? route("POST reporting/report_runs", (view, query, version) -> start(view, asked))
          : Optional.empty();
    }
    if (path.equals(TYPES)) {
      return route("reporting/report_types", (view, query, version) -> types(view, query));
    }
    if (path.equals(RUNS)) {
      return route("reporting/report_runs", (view, query, version) -> list(view, query, asked));
    }
    if (path.startsWith(RUNS + "/")) {
      String id = path.substring(RUNS.length() + 1);
      return route(
          "reporting/report_runs/{id}",
          (view, query, version) -> run(view, id).lookedAt(asked.host()));
    }
    if (path.startsWith(TYPES + "/")) {
      String id = path.substring(TYPES.length() + 1);
      return route("reporting/report_types/{id}", (view, query, version) -> type(view, id));
    }
    return path.startsWith("/v1/files/") && path.endsWith("/contents")
        ? route("files/{id}/contents", (view, query, version) -> noContents(path))
        : Optional.empty();
  }

  private static ObjectNode noContents(String path) {
    throw Refusal.missing(404, "file", path.split("/", -1)[3], "file");
  }

  private static Optional<StripeApi.Route> route(String endpoint, StripeApi.Call call) {
    return Optional.of(new StripeApi.Route(endpoint, PERMISSION, call));
  }

  private ObjectNode start(View view, Asked asked) {
    ReportRun.Order order = ReportRun.Order.of(Query.of(asked.form()), view);
    if (asked.idempotencyKey().isEmpty()) {
      return added(view, order).draw(asked.host());
    }
    return byIdempotencyKey
        .computeIfAbsent(asked.idempotencyKey().get(), key -> added(view, order))
        .draw(asked.host());
  }

  private ReportRun added(View view, ReportRun.Order order) {
    synchronized (runs) {
      long number = runs.size() + 1L;
      ReportRun run = new ReportRun(ids(view, number), view.at() / Days.SECOND, order);
      runs.add(run);
      return run;
    }
  }

  private List<ReportRun> of(View view) {
    String account = view.names().of(view.books().account());
    List<ReportRun> newestFirst = new ArrayList<>();
    synchronized (runs) {
      for (ReportRun run : runs) {
        if (run.ids().account().equals(account)) {
          newestFirst.add(0, run);
        }
      }
    }
    newestFirst.addAll(scheduled(view));
    return newestFirst;
  }

  /** On the first of each of the last months, the account had the month before reported. */
  private static List<ReportRun> scheduled(View view) {
    List<ReportRun> monthly = new ArrayList<>();
    ReportType type = new ReportType(ReportType.Family.ACTIVITY, 1);
    List<ReportColumn> columns = ReportColumn.usual().stream().map(ReportColumn::called).toList();
    YearMonth month = YearMonth.from(day(view.at()));
    for (int back = 0; back < MONTHS; back++, month = month.minusMonths(1)) {
      long from = second(month.minusMonths(1));
      long until = second(month);
      if (from >= ReportType.availableStart(view)) {
        long number = -month.getLong(ChronoField.PROLEPTIC_MONTH);
        monthly.add(
            ReportRun.done(
                ids(view, number),
                until,
                new ReportRun.Order(type, from, until, columns, ZoneOffset.UTC)));
      }
    }
    return monthly;
  }

  private static LocalDate day(long time) {
    return LocalDate.ofEpochDay(Days.of(time));
  }

  private static long second(YearMonth month) {
    return Days.startOf(month.atDay(1).toEpochDay()) / Days.SECOND;
  }

  private static ReportRun.Ids ids(View view, long number) {
    long own = view.books().account().serial() << 32 ^ number;
    return new ReportRun.Ids(
        view.names().token("frr_1", own),
        view.names().token("file_9", own),
        view.names().of(view.books().account()));
  }

  private ReportRun run(View view, String id) {
    return of(view).stream()
        .filter(run -> run.ids().run().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.missing(404, "report run", id, "report_run"));
  }

  private ObjectNode list(View view, Query query, Asked asked) {
    StripeApi.requireKnown(query, StripeApi.with(Window.PAGING, Window.CREATED));
    Window window = Window.of(query);
    List<ReportRun> all = of(view);
    all.removeIf(run -> !window.spans(run.created() * Days.SECOND));
    return Page.of(all, window, run -> run.ids().run(), "report run")
        .json(RUNS, run -> run.draw(asked.host()));
  }

  private static ObjectNode types(View view, Query query) {
    StripeApi.requireKnown(query, Set.of("expand[]"));
    return new Page<>(ReportType.all(), false).json(TYPES, type -> type.draw(view));
  }

  private static ObjectNode type(View view, String id) {
    return ReportType.named(id)
        .orElseThrow(() -> Refusal.missing(404, "report type", id, "report_type"))
        .draw(view);
  }

  /** The contents of the file that a run made; empty if no run made it. */
  public Optional<byte[]> contents(View view, String path) {
    return of(view).stream()
        .filter(run -> path.equals("/v1/files/" + run.ids().file() + "/contents"))
        .findFirst()
        .map(run -> run.contents(view));
  }
}
