package io.tributary.tournament;

import io.tributary.treasury.page.Markup;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Week by week, all that was spent until then, and all that those gave who had signed up by then.
 */
final class WeekChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int RIGHT = 930;
  private static final int BOTTOM = 262;
  private static final int TOP = 24;
  private static final int TICKS = 5;

  private record Point(LocalDate week, double cost, double revenue) {}

  private final List<Point> points = new ArrayList<>();
  private final double most;
  private final double step;

  WeekChart(Map<LocalDate, Outcome> weeks) {
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal revenue = BigDecimal.ZERO;
    for (Map.Entry<LocalDate, Outcome> week : weeks.entrySet()) {
      cost = cost.add(week.getValue().cost());
      revenue = revenue.add(week.getValue().revenue());
      points.add(new Point(week.getKey(), cost.doubleValue(), revenue.doubleValue()));
    }
    most =
        points.stream().mapToDouble(each -> Math.max(each.cost(), each.revenue())).max().orElse(1);
    step = step(most);
  }

  /** So many that about five of them make all of it: one, two or five, with zeros behind it. */
  private static double step(double all) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, all / TICKS))));
    double least = all / TICKS / power;
    return power * (least <= 1 ? 1 : least <= 2 ? 2 : least <= 5 ? 5 : 10);
  }

  Markup svg() {
    Markup svg =
        new Markup()
            .add(
                "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\""
                    + " aria-labelledby=\"weeks-title\">",
                WIDTH, HEIGHT)
            .add(
                "<title id=\"weeks-title\">Cost so far and revenue so far by the week of the"
                    + " sign-up, in dollars</title>");
    for (double amount = 0; amount <= most; amount += step) {
      svg.add(
              "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
              LEFT, RIGHT, y(amount), y(amount))
          .add(
              "<text class=\"note\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>",
              LEFT - 8, y(amount) + 4, Figures.whole(Math.round(amount)));
    }
    if (points.size() > 1) {
      lines(svg);
    }
    return svg.add("</svg>");
  }

  private void lines(Markup svg) {
    StringBuilder cost = new StringBuilder();
    StringBuilder revenue = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      cost.append(place(i, points.get(i).cost()));
      revenue.append(place(i, points.get(i).revenue()));
    }
    Point last = points.get(points.size() - 1);
    svg.add("<polyline class=\"spent\" points=\"%s\"/>", cost.toString().strip())
        .add("<polyline class=\"given\" points=\"%s\"/>", revenue.toString().strip())
        .add(
            "<text class=\"note\" x=\"%s\" y=\"%s\">week of %s</text>",
            LEFT, BOTTOM + 24, points.get(0).week())
        .add(
            "<text class=\"note\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>",
            RIGHT, BOTTOM + 24, last.week())
        .add(
            "<text class=\"figure\" text-anchor=\"end\" x=\"%s\" y=\"%s\">given</text>",
            RIGHT, y(last.revenue()) - 8)
        .add(
            "<text class=\"figure\" text-anchor=\"end\" x=\"%s\" y=\"%s\">spent</text>",
            RIGHT, y(last.cost()) - 8);
  }

  private String place(int index, double amount) {
    double x = LEFT + (RIGHT - LEFT) * (double) index / (points.size() - 1);
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y(amount));
  }

  private double y(double amount) {
    return BOTTOM - (most > 0 ? Math.max(0, amount) / most : 0) * (BOTTOM - TOP);
  }
}
