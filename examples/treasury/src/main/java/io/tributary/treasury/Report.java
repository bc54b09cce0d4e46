package io.tributary.treasury;

import io.tributary.treasury.Answer.Group;
import io.tributary.treasury.Scatter.Axis;
import io.tributary.treasury.page.Markup;
import io.tributary.treasury.page.Page;
import java.util.Map;

/** The answer as one page that needs nothing else: no script, no font, no network. */
final class Report {
  private final Answer answer;
  private final String source;

  Report(Answer answer, String source) {
    this.answer = answer;
    this.source = source;
  }

  String html() {
    Map<String, String> slots =
        Map.of(
            "title", Markup.escaped(Headline.of(answer)),
            "lead", lead().toString(),
            "chart", new PaymentChart(answer).svg().toString(),
            "reading", reading().toString(),
            "towns", towns().toString(),
            "trades", trades().toString(),
            "kingdoms", kingdoms().toString(),
            "question", Markup.escaped(Ledger.question()),
            "heads", answer.heads().label(),
            "source", source().toString());
    return Page.filled(Page.text(Report.class, "report.html"), slots);
  }

  private Markup lead() {
    Group realm = answer.realm();
    return new Markup()
        .add(
            "The realm gave <b>%s %s</b>, which is <b>%s</b> %s, and paid <b>%s</b> of its"
                + " invoices on time. Kingdoms that stand out are better than that in both.",
            answer.currency(),
            Figures.whole(realm.gold()),
            answer.heads().text(realm.perHead()),
            answer.heads().label(),
            Figures.percent(realm.invoices().share()));
  }

  private Markup reading() {
    return new Scatter(
            answer,
            Axis.share(
                "people who can read",
                account -> account.kingdom().people().literacy().doubleValue()),
            Axis.share("invoices paid on time", account -> account.invoices().share()))
        .svg();
  }

  private Markup towns() {
    return new Scatter(
            answer,
            Axis.share(
                "people who live in towns",
                account -> account.kingdom().people().urban().doubleValue()),
            Axis.amount(
                "gold " + answer.heads().label(),
                account -> answer.heads().of(account.perHead()).doubleValue()))
        .svg();
  }

  private Markup trades() {
    Markup rows = new Markup();
    for (Group trade : answer.trades()) {
      rows.add(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
          trade.name(),
          String.valueOf(trade.kingdoms()),
          Figures.whole(trade.population()),
          answer.heads().text(trade.perHead()),
          Figures.percent(trade.invoices().share()));
    }
    return rows;
  }

  private Markup kingdoms() {
    Markup rows = new Markup();
    for (Account account : answer.accounts()) {
      rows.add(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
          account.kingdom().name(),
          Figures.whole(account.kingdom().population()),
          account.gold().toPlainString(),
          account.perHead().toPlainString(),
          Figures.whole(account.invoices().due()),
          Figures.whole(account.invoices().onTime()));
    }
    if (!answer.elsewhere().isNothing()) {
      rows.add(
          "<tr><th scope=\"row\">no kingdom</th><td></td><td>%s</td><td></td><td>%s</td><td>%s</td></tr>",
          answer.elsewhere().gold().toPlainString(),
          Figures.whole(answer.elsewhere().invoices().due()),
          Figures.whole(answer.elsewhere().invoices().onTime()));
    }
    return rows;
  }

  private Markup source() {
    String until = answer.until().map(day -> ", until " + day).orElse("");
    return new Markup().add("Source: %s%s, and the census.", source, until);
  }
}
