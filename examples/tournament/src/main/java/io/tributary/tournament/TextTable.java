package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import java.util.Locale;

/** The answer on a console. */
final class TextTable {
  private static final int BAR = 20;

  private final Answer answer;
  private final boolean colored;

  TextTable(Answer answer, boolean colored) {
    this.answer = answer;
    this.colored = colored;
  }

  String text() {
    StringBuilder text = new StringBuilder(4_096);
    text.append('\n').append("  ").append(styled("1", answer.headline())).append("\n\n");
    text.append(
        styled("2", line("Campaign", "Source", "Cost", "Revenue", "ROI", "Sign-ups", "Took part")));
    for (Campaign campaign : answer.campaigns()) {
      Outcome outcome = campaign.total();
      text.append(
          line(
              campaign.title(),
              campaign.source(),
              Figures.money(outcome.cost()),
              Figures.money(outcome.revenue()),
              Figures.roi(outcome),
              Figures.whole(outcome.signUps()),
              Figures.share(outcome.players(), outcome.signUps()) + "  " + bar(outcome)));
    }
    Outcome total = answer.total();
    text.append(
        styled(
            "1",
            line(
                "All that was paid for",
                "",
                Figures.money(total.cost()),
                Figures.money(total.revenue()),
                Figures.roi(total),
                Figures.whole(total.signUps()),
                Figures.share(total.players(), total.signUps()))));
    return text.append('\n').toString();
  }

  /** A block for each tenth of a dollar that came back for one, up to two dollars. */
  private static String bar(Outcome outcome) {
    double back = outcome.roi().map(roi -> roi.doubleValue() + 1).orElse(0.0);
    int blocks = (int) Math.min(BAR, Math.round(Math.max(0, back) * BAR / 2));
    return "█".repeat(blocks);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "  %-24s %-10s %12s %12s %8s %9s  %s%n", cells);
  }

  private String styled(String style, String text) {
    return colored ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
