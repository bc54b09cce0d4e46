package io.tributary.treasury;

import io.tributary.treasury.page.Markup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Two figures of every kingdom against each other, each kingdom a dot as large as its people. */
final class Scatter {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 330;
  private static final int LEFT = 48;
  private static final int RIGHT = 446;
  private static final int TOP = 18;
  private static final int BOTTOM = 284;
  private static final int STEPS = 4;

  /** One of the two figures: what it is, and how it is read and written. */
  record Axis(
      String label, ToDoubleFunction<Account> figure, ToDoubleFunction<Double> top, Tick tick) {
    static Axis share(String label, ToDoubleFunction<Account> figure) {
      return new Axis(label, figure, most -> 1, Figures::percent);
    }

    static Axis amount(String label, ToDoubleFunction<Account> figure) {
      return new Axis(label, figure, Scatter::roundUp, Figures::tick);
    }
  }

  /** Writes the number at a tick. */
  @FunctionalInterface
  interface Tick {
    String text(double at);
  }

  private record Spot(double x, double y, double radius) {}

  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private final Answer answer;
  private final Axis across;
  private final Axis up;
  private final double widest;
  private final double highest;
  private final long mostPeople;

  Scatter(Answer answer, Axis across, Axis up) {
    this.answer = answer;
    this.across = across;
    this.up = up;
    this.widest = top(across);
    this.highest = top(up);
    this.mostPeople =
        answer.accounts().stream()
            .mapToLong(account -> account.kingdom().population())
            .max()
            .orElse(1);
  }

  private double top(Axis axis) {
    double most = answer.accounts().stream().mapToDouble(axis.figure()).max().orElse(0);
    return axis.top().applyAsDouble(most);
  }

  /** The next of 1, 2, 4, 6, 8 times a power of ten. */
  private static double roundUp(double most) {
    if (most <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    for (int step : List.of(1, 2, 4, 6, 8)) {
      if (most <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  Markup svg() {
    Markup svg =
        new Markup()
            .add(
                "<svg class=\"chart scatter\" viewBox=\"0 0 %s %s\" role=\"img\""
                    + " aria-label=\"%s\">",
                WIDTH, HEIGHT, up.label() + " against " + across.label());
    for (int step = 0; step <= STEPS; step++) {
      double share = (double) step / STEPS;
      grid(svg, share);
    }
    svg.add(
        "<text class=\"note\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s →</text>",
        RIGHT, HEIGHT - 8, across.label());
    List<Account> largestFirst = new ArrayList<>(answer.accounts());
    largestFirst.sort(
        Comparator.comparingLong((Account account) -> account.kingdom().population()).reversed());
    for (Account account : largestFirst) {
      dot(svg, account);
    }
    labels(svg);
    return svg.add("</svg>");
  }

  private void grid(Markup svg, double share) {
    double x = LEFT + share * (RIGHT - LEFT);
    double y = BOTTOM - share * (BOTTOM - TOP);
    svg.add("<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>", LEFT, RIGHT, y, y)
        .add(
            "<text class=\"note\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>",
            LEFT - 8, y + 4, up.tick().text(share * highest))
        .add(
            "<text class=\"note\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>",
            x, BOTTOM + 18, across.tick().text(share * widest));
  }

  private void dot(Markup svg, Account account) {
    Spot spot = spot(account);
    svg.add(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>",
        answer.paysWellAndOnTime(account) ? "spot praised" : "spot",
        spot.x(),
        spot.y(),
        spot.radius(),
        account.kingdom().name());
  }

  /** A name beside each dot, where there is room for it. */
  private void labels(Markup svg) {
    List<Box> taken = new ArrayList<>();
    for (Account account : answer.accounts()) {
      Spot spot = spot(account);
      taken.add(
          new Box(
              spot.x() - spot.radius(),
              spot.y() - spot.radius(),
              spot.x() + spot.radius(),
              spot.y() + spot.radius()));
    }
    List<Account> praisedFirst = new ArrayList<>(answer.praised());
    answer.accounts().stream()
        .filter(other -> !praisedFirst.contains(other))
        .forEach(praisedFirst::add);
    for (Account account : praisedFirst) {
      label(svg, account, taken);
    }
  }

  private void label(Markup svg, Account account, List<Box> taken) {
    Spot spot = spot(account);
    double width = account.kingdom().name().length() * 6.6;
    double gap = spot.radius() + 4;
    for (boolean right : List.of(true, false)) {
      double left = right ? spot.x() + gap : spot.x() - gap - width;
      Box box = new Box(left, spot.y() - 7, left + width, spot.y() + 7);
      boolean fits =
          box.left() > LEFT && box.right() <= WIDTH && taken.stream().noneMatch(box::meets);
      if (fits) {
        taken.add(box);
        svg.add(
            "<text class=\"label\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
            right ? "start" : "end",
            right ? spot.x() + gap : spot.x() - gap,
            spot.y() + 4,
            account.kingdom().name());
        return;
      }
    }
  }

  private Spot spot(Account account) {
    return new Spot(
        LEFT + across.figure().applyAsDouble(account) / widest * (RIGHT - LEFT),
        BOTTOM - Math.max(0, up.figure().applyAsDouble(account)) / highest * (BOTTOM - TOP),
        4 + 10 * Math.sqrt((double) account.kingdom().population() / mostPeople));
  }
}
