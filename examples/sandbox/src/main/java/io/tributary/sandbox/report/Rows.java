package io.tributary.sandbox.report;

import io.tributary.sandbox.ads.Account;
import io.tributary.sandbox.ads.AdsWorld;
import io.tributary.sandbox.ads.Dim;
import io.tributary.sandbox.ads.Measure;
import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.gaql.Operator;
import io.tributary.sandbox.gaql.Query.Condition;
import io.tributary.sandbox.gaql.Query.Ordering;
import io.tributary.sandbox.report.Inquiry.Rules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows that answer a query; unless they have to be sorted they are made one after the other.
 */
public final class Rows {
  private final AdsWorld world;
  private final Account account;
  private final Inquiry inquiry;
  private final Rules rules;

  private Rows(AdsWorld world, Account account, Inquiry inquiry, Rules rules) {
    this.world = world;
    this.account = account;
    this.inquiry = inquiry;
    this.rules = rules;
  }

  /** The answer of an account, as values of the columns. */
  public static Iterator<Row> of(AdsWorld world, Account account, Inquiry inquiry, Rules rules) {
    return new Rows(world, account, inquiry, rules).rows();
  }

  private Iterator<Row> rows() {
    View view = View.of(inquiry.resource().name());
    Iterator<Row> source = view != null ? counted(view) : listed();
    Stream<Row> rows =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(source, Spliterator.ORDERED), false);
    for (Condition condition : inquiry.query().where()) {
      if (!Grain.isOne(condition.field())) {
        rows = rows.filter(filter(condition));
      }
    }
    if (view != null && !hasAll(view)) {
      rows = rows.filter(this::tellsSomething);
    }
    if (!inquiry.query().order().isEmpty() && !isSortedAlready()) {
      rows = rows.sorted(order());
    }
    if (inquiry.query().limit().isPresent()) {
      rows = rows.limit(inquiry.query().limit().getAsLong());
    }
    return rows.iterator();
  }

  /** Nothing is counted of these by day or otherwise, so that there is nothing to divide. */
  private Iterator<Row> listed() {
    String name = inquiry.resource().name();
    boolean isDivided = inquiry.isSegmented() && !name.equals("click_view");
    return isDivided
        ? Collections.emptyIterator()
        : new Listings(world, account, inquiry.window()).of(name);
  }

  private boolean hasAll(View view) {
    return view.isEntity() && !inquiry.isSegmented();
  }

  private Iterator<Row> counted(View view) {
    long mask = view.mask();
    long bare = view.mask();
    for (Inquiry.Column column : inquiry.columns()) {
      Field field = column.field();
      long divides =
          field.isSegment() ? SegmentFields.mask(field.name()) : View.maskOf(field.root());
      mask |= divides;
      bare |= field.root().startsWith("ad_group") ? divides & Dim.CAMPAIGN.mask() : divides;
    }
    long first = Math.max(world.firstDay(), epochDay(inquiry.window().first(), world.firstDay()));
    long today = world.today(account);
    long last = Math.min(today, epochDay(inquiry.window().last(), today));
    boolean hasAll = hasAll(view);
    boolean isCounted = inquiry.hasMetrics() || !hasAll;
    return new Counted(
        world,
        account,
        view,
        new Counted.Shape(
            mask,
            bare,
            Grain.among(inquiry.query().select()),
            isCounted ? first : 1,
            isCounted ? last : 0,
            hasAll));
  }

  private static long epochDay(@Nullable LocalDate date, long otherwise) {
    return date == null ? otherwise : date.toEpochDay();
  }

  private Predicate<Row> filter(Condition condition) {
    Field field = rules.catalog().field(condition.field()).orElseThrow();
    if (condition.operator() == Operator.DURING) {
      return row -> true;
    }
    return Filter.of(field, rules.readers().of(field), condition);
  }

  /** Divided rows in which every selected metric is zero are not shown. */
  private boolean tellsSomething(Row row) {
    boolean hasMetrics = false;
    for (Inquiry.Column column : inquiry.columns()) {
      if (column.field().isMetric()) {
        hasMetrics = true;
        if (column.reader().of(row) instanceof Number number && number.doubleValue() != 0) {
          return true;
        }
      }
    }
    return !hasMetrics && row.count(Measure.IMPRESSIONS) > 0;
  }

  /** Rows come by date anyway. */
  private boolean isSortedAlready() {
    List<Ordering> order = inquiry.query().order();
    return order.size() == 1
        && order.get(0).field().equals("segments.date")
        && !order.get(0).isDescending();
  }

  private Comparator<Row> order() {
    return inquiry.query().order().stream()
        .map(this::order)
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private Comparator<Row> order(Ordering ordering) {
    Reader reader = rules.readers().of(rules.catalog().field(ordering.field()).orElseThrow());
    Comparator<Row> order = (left, right) -> compare(reader.of(left), reader.of(right));
    return ordering.isDescending() ? order.reversed() : order;
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof Number && right instanceof Number) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
    return left.toString().compareTo(right.toString());
  }
}
