package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import java.math.RoundingMode;

/** Each campaign's figures, as a whole and by week, as a file of CSV: dollars to the cent. */
final class FiguresFile {
  private final Answer answer;

  FiguresFile(Answer answer) {
    this.answer = answer;
  }

  String csv() {
    StringBuilder text = new StringBuilder("source,campaign,week,cost,revenue,sign_ups,players\n");
    for (Campaign campaign : answer.campaigns()) {
      line(text, campaign, "", campaign.total());
      campaign.weeks().forEach((week, outcome) -> line(text, campaign, week.toString(), outcome));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Campaign campaign, String week, Outcome outcome) {
    text.append(campaign.source()).append(',').append(campaign.name()).append(',').append(week);
    text.append(',').append(outcome.cost().setScale(2, RoundingMode.HALF_UP));
    text.append(',').append(outcome.revenue().setScale(2, RoundingMode.HALF_UP));
    text.append(',').append(outcome.signUps());
    text.append(',').append(outcome.players()).append('\n');
  }
}
