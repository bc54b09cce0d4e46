package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import io.tributary.treasury.page.Markup;
import java.util.List;

/** The campaigns as rows: what each cost, and below it what it brought. */
final class CampaignChart {
  private static final int WIDTH = 960;
  private static final int TOP = 20;
  private static final int ROW = 52;
  private static final int LEFT = 210;
  private static final int LENGTH = 560;

  private final List<Campaign> campaigns;
  private final double most;

  CampaignChart(Answer answer) {
    campaigns = answer.paid();
    most =
        campaigns.stream()
            .mapToDouble(each -> each.total().cost().max(each.total().revenue()).doubleValue())
            .max()
            .orElse(1);
  }

  Markup svg() {
    int height = TOP + campaigns.size() * ROW;
    Markup svg =
        new Markup()
            .add(
                "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\""
                    + " aria-labelledby=\"campaigns-title campaigns-text\">",
                WIDTH, height)
            .add("<title id=\"campaigns-title\">Cost and revenue by campaign, in dollars</title>")
            .add("<desc id=\"campaigns-text\">%s</desc>", description());
    int y = TOP;
    for (Campaign campaign : campaigns) {
      row(svg, campaign, y);
      y += ROW;
    }
    return svg.add("</svg>");
  }

  private String description() {
    StringBuilder text = new StringBuilder(512);
    for (Campaign campaign : campaigns) {
      text.append(campaign.title())
          .append(" on ")
          .append(campaign.source())
          .append(": cost ")
          .append(Figures.money(campaign.total().cost()))
          .append(", revenue ")
          .append(Figures.money(campaign.total().revenue()))
          .append(". ");
    }
    return text.toString().strip();
  }

  private void row(Markup svg, Campaign campaign, int y) {
    Outcome outcome = campaign.total();
    double cost = outcome.cost().doubleValue() / most * LENGTH;
    double revenue = Math.max(0, outcome.revenue().doubleValue()) / most * LENGTH;
    boolean pays = outcome.revenue().compareTo(outcome.cost()) > 0;
    svg.add("<g class=\"%s\">", pays ? "row pays" : "row")
        .add("<text class=\"name\" x=\"0\" y=\"%s\">%s</text>", y + 14, campaign.title())
        .add(
            "<text class=\"note\" x=\"0\" y=\"%s\">%s · %s sign-ups</text>",
            y + 31, campaign.source(), Figures.whole(outcome.signUps()))
        .add(
            "<rect class=\"cost\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"13\" rx=\"2\"/>",
            LEFT, y + 2, Math.max(1, cost))
        .add(
            "<rect class=\"gold\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"17\" rx=\"2\"/>",
            LEFT, y + 17, Math.max(1, revenue))
        .add(
            "<text class=\"figure\" x=\"%s\" y=\"%s\">%s</text>",
            LEFT + Math.max(cost, revenue) + 10, y + 23, Figures.roi(outcome))
        .add("</g>");
  }
}
