package io.tributary.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.sandbox.json.Json;
import io.tributary.sandbox.realm.Days;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A report that somebody asked for: it is pending when it is asked for and when it is first looked
 * at, and has succeeded from then on. Safe to use from several threads.
 */
final class ReportRun {
  private static final int PENDING_LOOKS = 1;

  private final Ids ids;
  private final long created;
  private final Order order;
  private final AtomicInteger looks = new AtomicInteger();

  /** The ids of the run and of the file that it makes, and of the account that it is of. */
  record Ids(String run, String file, String account) {}

  /** What was asked for; seconds. */
  record Order(ReportType type, long from, long until, List<ReportColumn> columns, ZoneId zone) {
    static Order of(Query form, View view) {
      String name =
          form.value("report_type").orElseThrow(() -> Refusal.missingParameter("report_type"));
      ReportType type =
          ReportType.named(name)
              .orElseThrow(() -> Refusal.invalid("report_type", "Invalid report type: " + name));
      Order order =
          new Order(
              type,
              second(form, "interval_start"),
              second(form, "interval_end"),
              columns(form),
              zone(form));
      order.check(view);
      return order;
    }

    private void check(View view) {
      if (from < ReportType.availableStart(view)) {
        throw Refusal.invalid(
            "parameters[interval_start]",
            "Data for this report type is available from " + ReportType.availableStart(view) + ".");
      }
      if (until > ReportType.availableEnd(view)) {
        throw Refusal.invalid(
            "parameters[interval_end]",
            "Data for this report type is available up to " + ReportType.availableEnd(view) + ".");
      }
      if (from >= until) {
        throw Refusal.invalid(
            "parameters[interval_end]", "interval_end must be after interval_start.");
      }
    }

    private static long second(Query form, String name) {
      String parameter = "parameters[" + name + "]";
      String text = form.value(parameter).orElseThrow(() -> Refusal.missingParameter(parameter));
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw Refusal.invalidInteger(parameter, text);
      }
    }

    private static List<ReportColumn> columns(Query form) {
      List<String> names = form.all("parameters[columns][]");
      List<ReportColumn> columns = new ArrayList<>();
      for (String name : names.isEmpty() ? ReportColumn.usual() : names) {
        columns.add(
            ReportColumn.named(name)
                .orElseThrow(
                    () -> Refusal.invalid("parameters[columns]", "Invalid column: " + name)));
      }
      return columns;
    }

    private static ZoneId zone(Query form) {
      String name = form.value("parameters[timezone]").orElse("Etc/UTC");
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        throw Refusal.invalid("parameters[timezone]", "Invalid timezone: " + name);
      }
    }
  }

  ReportRun(Ids ids, long created, Order order) {
    this.ids = ids;
    this.created = created;
    this.order = order;
  }

  /** A run that has long succeeded. */
  static ReportRun done(Ids ids, long created, Order order) {
    ReportRun run = new ReportRun(ids, created, order);
    run.looks.set(PENDING_LOOKS + 1);
    return run;
  }

  Ids ids() {
    return ids;
  }

  long created() {
    return created;
  }

  /** The run as a look at it by itself shows it. */
  ObjectNode lookedAt(String host) {
    looks.incrementAndGet();
    return draw(host);
  }

  private boolean isDone() {
    return looks.get() > PENDING_LOOKS;
  }

  ObjectNode draw(String host) {
    ObjectNode json = Json.object().put("id", ids.run()).put("object", "reporting.report_run");
    json.put("created", created).putNull("error").put("livemode", false);
    ObjectNode parameters = json.putObject("parameters");
    var columns = parameters.putArray("columns");
    order.columns().forEach(column -> columns.add(column.id()));
    parameters.put("interval_end", order.until()).put("interval_start", order.from());
    parameters.put("timezone", order.zone().getId());
    json.put("report_type", order.type().id());
    if (isDone()) {
      json.set("result", file(host));
      return json.put("status", "succeeded").put("succeeded_at", created);
    }
    return json.putNull("result").put("status", "pending").putNull("succeeded_at");
  }

  private ObjectNode file(String host) {
    ObjectNode file = Json.object().put("id", ids.file()).put("object", "file");
    file.put("created", created).put("expires_at", created + 365 * Days.DAY / Days.SECOND);
    file.put("filename", ids.run() + ".csv").put("purpose", "finance_report_run").putNull("title");
    String url = "http://" + host + "/v1/files/" + ids.file() + "/contents";
    return file.put("type", "csv").put("url", url);
  }

  /** The report itself, as CSV with a line of names first. */
  byte[] contents(View view) {
    StringBuilder csv = new StringBuilder();
    csv.append(
        order.columns().stream().map(ReportColumn::id).collect(Collectors.joining(",", "", "\n")));
    for (ReportLine line :
        ReportLine.of(view, order.type().family(), order.from(), order.until())) {
      csv.append(
          order.columns().stream()
              .map(column -> quoted(column.of(line, order.zone())))
              .collect(Collectors.joining(",", "", "\n")));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String value) {
    return value.matches("[^\",\\r\\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
