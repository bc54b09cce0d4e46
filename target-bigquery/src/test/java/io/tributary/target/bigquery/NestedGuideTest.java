package io.tributary.target.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.singer.testkit.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query of the guide, over the record that it shows. */
final class NestedGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "guide", "bigquery.md");

  @Test
  void answersTheQueryOfTheGuide(@TempDir Path folder) throws IOException {
    String section = Files.readString(GUIDE).split("\n## Objects and arrays\n", 2)[1];
    String input =
        "{'type':'SCHEMA','stream':'orders','key_properties':['id'],'schema':{'type':'object',"
            + "'properties':{'id':{'type':'integer'},'customer':{'type':'object','properties':"
            + "{'name':{'type':'string'}}},'items':{'type':'array','items':{'type':'object',"
            + "'properties':{'sku':{'type':'string'},'price':{'type':'number'},'count':"
            + "{'type':'integer'}}}}}}}\n"
            + "{'type':'RECORD','stream':'orders','record':%s}\n"
                .formatted(block(section, "json").strip());

    try (Trial trial = new Trial(folder)) {
      Cli.Outcome outcome = trial.load("{}", input);

      assertThat(outcome.exit()).as(outcome.err()).isZero();
      assertThat(trial.bigquery.lines(block(section, "sql"))).containsExactly("Ada|a-1|12.5|2");
    }
  }

  private static String block(String section, String language) {
    return section.split("```" + language + "\n", 2)[1].split("```", 2)[0];
  }
}
