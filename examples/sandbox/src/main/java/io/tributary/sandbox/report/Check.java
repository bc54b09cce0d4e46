package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.field.FieldCatalog;
import io.tributary.sandbox.field.Resource;
import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Operator;
import io.tributary.sandbox.gaql.Query;
import io.tributary.sandbox.gaql.Query.Condition;
import io.tributary.sandbox.gaql.Query.Ordering;
import io.tributary.sandbox.report.Inquiry.Column;
import io.tributary.sandbox.report.Inquiry.Rules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Goes through a query as Google does before answering it. */
final class Check {
  private static final int NAMES_CHANGED_IN = 25;

  private final Rules rules;
  private final Query query;
  private final Account account;
  private final LocalDate today;
  private final Resource resource;

  Check(Rules rules, Query query, Account account, long now) {
    this.rules = rules;
    this.query = query;
    this.account = account;
    today = LocalDate.ofEpochDay(account.day(now));
    resource =
        rules
            .catalog()
            .resource(query.from())
            .orElseThrow(
                () ->
                    new Flaw(
                        "BAD_RESOURCE_TYPE_IN_FROM_CLAUSE",
                        "Error in FROM clause: there is no resource " + query.from() + "."));
  }

  Inquiry inquiry() {
    List<Column> columns = new ArrayList<>();
    for (String name : query.select()) {
      Field field = shown(name, "SELECT");
      columns.add(new Column(field, rules.readers().of(field)));
    }
    query.where().forEach(this::check);
    query.order().forEach(this::check);
    columns.forEach(this::checkCompany);
    boolean asksManager =
        account.isManager() && columns.stream().anyMatch(each -> each.field().isMetric());
    if (asksManager) {
      throw new Flaw(
          "REQUESTED_METRICS_FOR_MANAGER",
          "Metrics cannot be requested for a manager account. To retrieve metrics, issue separate"
              + " requests against each client account under the manager account.");
    }
    String time = ChangeFields.time(query.from());
    if (time != null) {
      Window changed = new ChangeRules(query, time, today).window();
      return new Inquiry(query, resource, columns, changed);
    }
    Window window = Window.of(query, today);
    new DateRules(query, window, today, rules.version()).check();
    return new Inquiry(query, resource, columns, window);
  }

  private Field shown(String name, String clause) {
    Field field =
        rules
            .catalog()
            .field(name)
            .filter(each -> !each.isRetired() || rules.version() < NAMES_CHANGED_IN)
            .orElseThrow(
                () ->
                    new Flaw(
                        "UNRECOGNIZED_FIELD",
                        "Error in " + clause + " clause: unrecognized field: '" + name + "'."));
    if (!resource.shows(field)) {
      String kind =
          field.isMetric()
              ? "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE"
              : field.isSegment()
                  ? "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE"
                  : "PROHIBITED_RESOURCE_TYPE_IN_" + clause + "_CLAUSE";
      throw new Flaw(
          kind,
          "The following field may not be used in "
              + clause
              + " clause: '"
              + name
              + "', when the FROM clause is '"
              + query.from()
              + "'.");
    }
    return field;
  }

  private void check(Condition condition) {
    Field field = shown(condition.field(), "WHERE");
    if (!field.isFilterable()) {
      throw new Flaw(
          "PROHIBITED_FIELD_IN_WHERE_CLAUSE",
          "The field '" + field.name() + "' may not be used in WHERE clause.");
    }
    boolean isTime =
        Grain.isOne(field.name()) || field.name().equals(ChangeFields.time(query.from()));
    if (condition.operator() == Operator.DURING && !isTime) {
      throw new Flaw(
          "OPERATOR_FIELD_MISMATCH",
          "Error in query: DURING is for dates, and '" + field.name() + "' is none.");
    }
    if (field.isSegment() && !Grain.isOne(field.name())) {
      mustBeSelected(field.name(), "WHERE");
    }
  }

  private void check(Ordering ordering) {
    Field field = shown(ordering.field(), "SELECT");
    if (!field.isSortable()) {
      throw new Flaw(
          "PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE",
          "The field '" + field.name() + "' may not be used in ORDER BY clause.");
    }
    if (!field.root().equals(query.from())) {
      mustBeSelected(field.name(), "ORDER BY");
    }
  }

  private void mustBeSelected(String name, String clause) {
    if (!query.select().contains(name)) {
      throw new Flaw(
          "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
          "The field '" + name + "' in " + clause + " clause must be in SELECT clause.");
    }
  }

  /** No segment beside a metric that is not divided by it. */
  private void checkCompany(Column column) {
    if (!column.field().isSegment()) {
      return;
    }
    String segment = column.field().name();
    List<String> metrics = new ArrayList<>(query.select());
    query.where().forEach(condition -> metrics.add(condition.field()));
    for (String metric : metrics) {
      if (metric.startsWith("metrics.") && !FieldCatalog.areCompatible(metric, segment)) {
        throw new Flaw(
            "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
            "Cannot select or filter on the following segments: '"
                + segment
                + "' (with the metrics: '"
                + metric
                + "'), because they are incompatible.");
      }
    }
  }
}
