package io.tributary.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.tournament.Answer.Campaign;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
  private static final LocalDate WEEK = LocalDate.of(2026, 10, 19);
  private static final Answer ANSWER =
      new Answer(
          List.of(
              campaign("google", "old-houses", "500.00", "200.50"),
              campaign("google", "harvest-fair", "100.00", "282.12"),
              campaign("facebook", "harvest-fair", "50.00", "60.00"),
              campaign("newsletter", "guild-week", "0", "75.00")));

  private static Campaign campaign(String source, String name, String cost, String revenue) {
    Outcome outcome = new Outcome(new BigDecimal(cost), new BigDecimal(revenue), 10, 3);
    return new Campaign(source, name, outcome, Map.of(WEEK, outcome, WEEK.plusDays(7), outcome));
  }

  @Test
  void putsTheBestFirstAndWhatWasFreeLast() {
    assertThat(ANSWER.campaigns())
        .extracting(each -> each.source() + "/" + each.name())
        .containsExactly(
            "google/harvest-fair",
            "facebook/harvest-fair",
            "google/old-houses",
            "newsletter/guild-week");
    assertThat(ANSWER.headline()).isEqualTo("Harvest fair on google pays best of 2 that do");
    assertThat(ANSWER.total().roi()).contains(new BigDecimal("-0.1652"));
  }

  @Test
  void asksForNothingFromElsewhere() {
    assertThat(new Report(ANSWER, "SELECT 1 < 2", "a test").html())
        .doesNotContain(
            "http://", "https://", "<script", "<link", "@import", "url(", "<img", "src=", "{{");
  }

  @Test
  void escapesWhateverComesFromTheData() {
    String evil = "<script>alert('x')</script> & {{question}} %s $1";
    Answer answer = new Answer(List.of(campaign(evil, evil, "1", "2")));

    String html = new Report(answer, "SELECT 1", evil).html();

    assertThat(html).contains("&lt;script&gt;").doesNotContain("<script", "alert('x')");
  }

  @Test
  void drawsWellFormedMarkup() throws Exception {
    for (String svg :
        List.of(
            new CampaignChart(ANSWER).svg().toString(),
            new WeekChart(ANSWER.weeks()).svg().toString())) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
    }
    assertThat(new CampaignChart(ANSWER).svg().toString())
        .contains("Harvest fair on google: cost 100.00, revenue 282.12.")
        .contains(">+182%<");
  }

  @Test
  void holdsUpWithoutAnyCampaign() {
    Answer nothing = new Answer(List.of());

    assertThat(new Report(nothing, "SELECT 1", "a test").html())
        .contains("No campaign has brought in what it cost")
        .doesNotContain("NaN", "Infinity");
    assertThat(new TextTable(nothing, true).text()).contains("All that was paid for");
  }

  @Test
  void printsATableWithoutColoursUnlessAsked() {
    String plain = new TextTable(ANSWER, false).text();

    assertThat(plain).doesNotContain("\u001b").contains("Old houses", "-60%", "+182%", "–");
    assertThat(new TextTable(ANSWER, true).text().replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(plain);
  }
}
