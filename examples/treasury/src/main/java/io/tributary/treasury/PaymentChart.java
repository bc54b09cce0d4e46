package io.tributary.treasury;

import io.tributary.treasury.Answer.Group;
import io.tributary.treasury.page.Markup;

/** The kingdoms as rows: gold per head as bars, and beside them the share paid on time. */
final class PaymentChart {
  private static final int WIDTH = 960;
  private static final int TOP = 64;
  private static final int ROW = 48;
  private static final int GOLD_LEFT = 206;
  private static final int GOLD_WIDTH = 350;
  private static final int TIME_LEFT = 676;
  private static final int TIME_WIDTH = 236;

  private final Answer answer;
  private final Group realm;
  private final double most;

  PaymentChart(Answer answer) {
    this.answer = answer;
    this.realm = answer.realm();
    this.most =
        answer.accounts().stream()
            .mapToDouble(account -> account.perHead().doubleValue())
            .max()
            .orElse(1);
  }

  Markup svg() {
    int height = TOP + answer.accounts().size() * ROW + 28;
    Markup svg =
        new Markup()
            .add(
                "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\""
                    + " aria-labelledby=\"chart-title chart-text\">",
                WIDTH, height)
            .add(
                "<title id=\"chart-title\">%s</title>",
                "Gold "
                    + answer.heads().label()
                    + " and share of invoices paid on time, by kingdom")
            .add("<desc id=\"chart-text\">%s</desc>", description());
    heads(svg);
    averages(svg, TOP + answer.accounts().size() * ROW);
    int y = TOP;
    for (Account account : answer.accounts()) {
      row(svg, account, y);
      y += ROW;
    }
    return svg.add("</svg>");
  }

  private String description() {
    StringBuilder text = new StringBuilder(512);
    for (Account account : answer.accounts()) {
      text.append(account.kingdom().name())
          .append(": ")
          .append(answer.heads().text(account.perHead()))
          .append(' ')
          .append(answer.currency())
          .append(' ')
          .append(answer.heads().label())
          .append(", ")
          .append(Figures.percent(account.invoices().share()))
          .append(" paid on time. ");
    }
    return text.toString().strip();
  }

  private void heads(Markup svg) {
    svg.add(
            "<text class=\"head\" x=\"%s\" y=\"18\">Gold %s</text>",
            GOLD_LEFT, answer.heads().label())
        .add(
            "<text class=\"note\" x=\"%s\" y=\"36\">%s, net of fees, refunds and disputes</text>",
            GOLD_LEFT, answer.currency())
        .add("<text class=\"head\" x=\"%s\" y=\"18\">Paid on time</text>", TIME_LEFT)
        .add(
            "<text class=\"note\" x=\"%s\" y=\"36\">share of the invoices that fell due</text>",
            TIME_LEFT);
  }

  private void row(Markup svg, Account account, int y) {
    boolean praised = answer.paysWellAndOnTime(account);
    double middle = y + ROW / 2.0;
    svg.add("<g class=\"%s\">", praised ? "row praised" : "row");
    svg.add(
        "<rect class=\"band\" x=\"-14\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\"/>",
        y + 2, WIDTH + 28, ROW - 4);
    svg.add(
        "<text class=\"name\" x=\"0\" y=\"%s\">%s</text>", middle - 2, account.kingdom().name());
    svg.add(
        "<text class=\"note\" x=\"0\" y=\"%s\">%s · %s people</text>",
        middle + 14,
        account.kingdom().people().trade(),
        Figures.whole(account.kingdom().population()));
    double length = gold(account.perHead().doubleValue());
    svg.add(
        "<rect class=\"gold\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"22\" rx=\"3\"/>",
        GOLD_LEFT, middle - 11, Math.max(1.5, length));
    svg.add(
        "<text class=\"figure\" x=\"%s\" y=\"%s\">%s</text>",
        GOLD_LEFT + Math.max(0, length) + 8, middle + 5, answer.heads().text(account.perHead()));
    if (account.invoices().due() > 0) {
      onTime(svg, account.invoices().share(), middle);
    }
    svg.add("</g>");
  }

  /** A dot at the share, tied to the realm's: to the right is better than the realm. */
  private void onTime(Markup svg, double share, double middle) {
    double x = time(share);
    double average = time(realm.invoices().share());
    boolean better = x >= average;
    svg.add(
            "<line class=\"tie\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
            average, x, middle, middle)
        .add("<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"7\"/>", x, middle)
        .add(
            "<text class=\"figure\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
            better ? "start" : "end", better ? x + 13 : x - 13, middle + 5, Figures.percent(share));
  }

  private void averages(Markup svg, int bottom) {
    average(svg, GOLD_LEFT + gold(realm.perHead().doubleValue()), bottom)
        .add(
            "<text class=\"note\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">the realm: %s</text>",
            Math.max(GOLD_LEFT + 40, GOLD_LEFT + gold(realm.perHead().doubleValue())),
            bottom + 20,
            answer.heads().text(realm.perHead()));
    average(svg, time(realm.invoices().share()), bottom)
        .add(
            "<text class=\"note\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">the realm: %s</text>",
            time(realm.invoices().share()), bottom + 20, Figures.percent(realm.invoices().share()));
  }

  private static Markup average(Markup svg, double x, int bottom) {
    return svg.add(
        "<line class=\"average\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>",
        x, x, TOP - 12, bottom + 6);
  }

  private double gold(double perHead) {
    return most > 0 ? Math.max(0, perHead) / most * GOLD_WIDTH : 0;
  }

  private static double time(double share) {
    return TIME_LEFT + share * TIME_WIDTH;
  }
}
