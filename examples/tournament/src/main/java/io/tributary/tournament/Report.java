package io.tributary.tournament;

import io.tributary.tournament.Answer.Campaign;
import io.tributary.treasury.page.Markup;
import io.tributary.treasury.page.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The answer as one page that needs nothing else: no script, no font, no network. */
final class Report {
  private static final int WEEKS = 12;

  private final Answer answer;
  private final String question;
  private final String source;

  Report(Answer answer, String question, String source) {
    this.answer = answer;
    this.question = question;
    this.source = source;
  }

  String html() {
    Map<String, String> slots =
        Map.of(
            "title", Markup.escaped(answer.headline()),
            "lead", lead().toString(),
            "campaigns", new CampaignChart(answer).svg().toString(),
            "weeks", new WeekChart(answer.weeks()).svg().toString(),
            "sources", sources().toString(),
            "grid", grid().toString(),
            "rows", rows().toString(),
            "question", Markup.escaped(question),
            "source", Markup.escaped(source));
    return Page.filled(Page.text(Report.class, "report.html"), slots);
  }

  private Markup lead() {
    Outcome total = answer.total();
    return new Markup()
        .add(
            "Advertising cost <b>%s dollars</b> and brought <b>%s</b> people, who have given <b>%s"
                + " dollars</b> since: a return of <b>%s</b>. Of those people <b>%s</b> have taken part"
                + " in a tournament.",
            Figures.money(total.cost()),
            Figures.whole(total.signUps()),
            Figures.money(total.revenue()),
            Figures.roi(total),
            Figures.share(total.players(), total.signUps()));
  }

  private Markup sources() {
    Markup rows = new Markup();
    answer.sources().forEach((name, outcome) -> row(rows, name, "", outcome));
    return rows;
  }

  private Markup rows() {
    Markup rows = new Markup();
    for (Campaign campaign : answer.campaigns()) {
      row(rows, campaign.title(), campaign.source(), campaign.total());
    }
    return rows;
  }

  private static void row(Markup rows, String name, String source, Outcome outcome) {
    rows.add(
        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
        name,
        source,
        Figures.money(outcome.cost()),
        Figures.money(outcome.revenue()),
        Figures.roi(outcome),
        Figures.whole(outcome.signUps()),
        Figures.share(outcome.players(), outcome.signUps()));
  }

  /** The newest weeks of the campaigns that were paid for, as returns. */
  private Markup grid() {
    List<LocalDate> weeks = new ArrayList<>(answer.weeks().keySet());
    List<LocalDate> newest = weeks.subList(Math.max(0, weeks.size() - WEEKS), weeks.size());
    Markup grid = new Markup().add("<thead><tr><th scope=\"col\">Campaign</th>");
    newest.forEach(week -> grid.add("<th scope=\"col\">%s</th>", week.toString().substring(5)));
    grid.add("</tr></thead><tbody>");
    for (Campaign campaign : answer.paid()) {
      grid.add(
          "<tr><th scope=\"row\">%s <small>%s</small></th>", campaign.title(), campaign.source());
      for (LocalDate week : newest) {
        Outcome outcome = campaign.weeks().getOrDefault(week, Outcome.NOTHING);
        grid.add("<td class=\"%s\">%s</td>", look(outcome), Figures.roi(outcome));
      }
      grid.add("</tr>");
    }
    return grid.add("</tbody>");
  }

  /** Weeks that pay stand out, and those that brought nothing stand back. */
  private static String look(Outcome outcome) {
    if (outcome.revenue().compareTo(outcome.cost()) > 0) {
      return "pays";
    }
    return outcome.revenue().signum() == 0 ? "nothing" : "";
  }
}
