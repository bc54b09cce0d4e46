package io.tributary.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.treasury.Account.Invoices;
import io.tributary.treasury.Account.Kingdom;
import io.tributary.treasury.Account.People;
import io.tributary.treasury.Answer.Elsewhere;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
  private static final Answer ANSWER =
      new Answer(
          "USD",
          Optional.of(LocalDate.of(2026, 10, 31)),
          List.of(
              account("K01", "Aldermark", 40_000, "silk", "81234.56", new Invoices(200, 171)),
              account("K02", "Galdería", 1_200_000, "fishing", "99000.01", new Invoices(310, 140)),
              account("K03", "Lulwah", 310_000, "banking", "210000.10", new Invoices(95, 88))),
          new Elsewhere(new BigDecimal("12.50"), new Invoices(2, 1)));

  private static Account account(
      String code, String name, long people, String trade, String gold, Invoices invoices) {
    People sort =
        new People(trade, new BigDecimal("31.4"), new BigDecimal("0.8"), new BigDecimal("0.3"));
    return new Account(new Kingdom(code, name, people, sort), new BigDecimal(gold), invoices);
  }

  @Test
  void asksForNothingFromElsewhere() {
    String html = new Report(ANSWER, "a test").html();

    assertThat(html)
        .doesNotContain(
            "http://", "https://", "<script", "<link", "@import", "url(", "<img", "src=");
  }

  @Test
  void escapesWhateverComesFromTheData() {
    String evil = "<script>alert('x')</script> & \"söhne\" {{question}} %s $1";
    Answer answer =
        new Answer(
            evil,
            Optional.empty(),
            List.of(account(evil, evil, 10, evil, "3", new Invoices(1, 1))),
            Elsewhere.NOTHING);

    String html = new Report(answer, evil).html();

    assertThat(html)
        .contains(
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;söhne&quot;"
                + " {{question}} %s $1")
        .doesNotContain("<script", "alert('x')");
  }

  @Test
  void drawsWellFormedMarkup() throws Exception {
    String svg = new PaymentChart(ANSWER).svg().toString();

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(
            "Aldermark: 2.03 USD per head, 86% paid on time."
                + " Lulwah: 0.677 USD per head, 93% paid on time."
                + " Galdería: 0.0825 USD per head, 45% paid on time.");
  }

  @Test
  void saysWhoStandsOut() {
    assertThat(Headline.of(ANSWER)).isEqualTo("Aldermark and Lulwah pay well, and on time");
  }

  @Test
  void holdsUpWithoutAnyKingdom() {
    Answer nothing = new Answer("USD", Optional.empty(), List.of(), Elsewhere.NOTHING);

    String html = new Report(nothing, "a test").html();
    String table = new TextTable(nothing, true).text();

    assertThat(html).contains("No kingdom pays").doesNotContain("NaN", "Infinity");
    assertThat(table).contains("The realm");
  }

  @Test
  void printsATableWithoutColoursUnlessAsked() {
    String plain = new TextTable(ANSWER, false).text();

    assertThat(plain)
        .doesNotContain("\u001b")
        .contains("* Aldermark", "  Galdería", "of 310", "until 2026-10-31");
    assertThat(new TextTable(ANSWER, true).text().replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(plain);
  }
}
