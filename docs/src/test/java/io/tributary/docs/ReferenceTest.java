package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.cli.SingerCli;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.connector.TapStream;
import io.tributary.singer.error.ExitCode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.testkit.Cli;
import io.tributary.tap.googleads.TapGoogleAds;
import io.tributary.tap.stripe.TapStripe;
import io.tributary.target.bigquery.TargetBigquery;
import io.tributary.target.duckdb.TargetDuckdb;
import io.tributary.target.snowflake.TargetSnowflake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** The pages that are made from the code. {@code -Ddocs=update} rewrites them. */
class ReferenceTest {
  private static final boolean UPDATE = "update".equals(System.getProperty("docs"));

  @Test
  void tapStripeIsAsItDescribesItself() throws IOException {
    TapStripe tap = new TapStripe();

    check("tap-stripe.md", about(tap) + stripeStreams(tap) + usage(tap));
  }

  @Test
  void tapGoogleAdsIsAsItDescribesItself() throws IOException {
    TapGoogleAds tap = new TapGoogleAds();

    check("tap-google-ads.md", about(tap) + GoogleAdsStreams.page(tap) + usage(tap));
  }

  @Test
  void targetBigqueryIsAsItDescribesItself() throws IOException {
    TargetBigquery target = new TargetBigquery();

    check("target-bigquery.md", about(target) + usage(target));
  }

  @Test
  void targetDuckdbIsAsItDescribesItself() throws IOException {
    TargetDuckdb target = new TargetDuckdb();

    check("target-duckdb.md", about(target) + usage(target));
  }

  @Test
  void targetSnowflakeIsAsItDescribesItself() throws IOException {
    TargetSnowflake target = new TargetSnowflake();

    check("target-snowflake.md", about(target) + usage(target));
  }

  @Test
  void exitCodesAreThoseOfTheCode() throws IOException {
    StringBuilder page = new StringBuilder(1_024);
    page.append("# Exit codes\n\nEvery tap and target ends with one of these. ")
        .append(
            "In a pipe, `set -o pipefail` passes on the target's code if it failed, else the tap's.\n\n")
        .append("| code | name | whose fault it is |\n| --- | --- | --- |\n");
    for (ExitCode code : ExitCode.values()) {
      page.append("| ")
          .append(code.value())
          .append(" | `")
          .append(code.name())
          .append("` | ")
          .append(code.fault())
          .append(" |\n");
    }

    check("exit-codes.md", page.toString());
  }

  private static String about(Connector<?> connector) {
    Cli.Outcome outcome = Cli.run(connector, "--about", "--format", "markdown");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private static String usage(Connector<?> connector) {
    return "\n## Command line\n\n```text\n"
        + SingerCli.commandLine(connector).getUsageMessage(Ansi.OFF).stripTrailing()
        + "\n```\n\n[What the exit codes mean](exit-codes.md)\n";
  }

  /** Every stream, joined with what tap-stripe's own table says of where it comes from. */
  private static String stripeStreams(TapStripe tap) throws IOException {
    Map<String, JsonNode> rows = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(TapStripe.class.getResourceAsStream("stream/streams.json"))) {
      for (JsonNode row : Json.MAPPER.readTree(in)) {
        rows.put(row.path("name").asText(), row);
      }
    }
    StringBuilder text = new StringBuilder(32_768);
    text.append("\n## Streams\n\n")
        .append(
            "A stream in bold is read when nobody chooses. In full means every time; otherwise ")
        .append(
            "a run reads what is new and what the events tell of. The permission is what a restricted key needs, ")
        .append("as far as Stripe says so; following events takes `rak_event_read` besides.\n\n")
        .append("| stream | read from | keys | read | columns | events | permission |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- |\n");
    ObjectNode settings = (ObjectNode) RawJson.of("{\"api_key\": \"sk_test_docs\"}").tree();
    for (TapStream stream : tap.streams(ConfigReader.read(settings, tap.configType()))) {
      JsonNode row = Objects.requireNonNull(rows.get(stream.name()), stream.name());
      String name = "`" + stream.name() + "`";
      text.append("| ")
          .append(stream.traits().selectedByDefault() ? "**" + name + "**" : name)
          .append(" | ")
          .append(row.has("path") ? "`" + row.path("path").asText() + "`" : "")
          .append(" | `")
          .append(String.join("`, `", stream.keys()))
          .append("` | ")
          .append(how(row))
          .append(" | ")
          .append(stream.fieldNames().size())
          .append(" | ")
          .append(events(row))
          .append(" | ")
          .append(row.has("permission") ? "`" + row.path("permission").asText() + "`" : "")
          .append(" |\n");
    }
    return text.toString();
  }

  private static String how(JsonNode row) {
    boolean follows = row.path("follows").asBoolean();
    String parent = row.path("parent").asText();
    return switch (row.path("read").asText()) {
      case "created" ->
          row.has("days_silent")
              ? "by creation, the last " + row.path("days_silent").asInt() + " days again"
              : row.has("events") ? "by creation, then by events" : "by creation";
      case "created-after", "pages-created" -> "by creation";
      case "list" -> follows ? "in full once, then by events" : "in full";
      case "inside", "each" -> follows ? "with `" + parent + "`" : "of all `" + parent + "`";
      case "nested" -> "of all `" + parent + "`";
      case "named" -> "of those that `" + parent + "` names";
      case "made" -> row.has("parent") ? "with `" + parent + "`" : "made by the tap";
      default -> "in full";
    };
  }

  private static String events(JsonNode row) {
    boolean areFollowed =
        row.path("read").asText().equals("created") || row.path("follows").asBoolean();
    List<String> events = new ArrayList<>();
    if (areFollowed) {
      row.path("events").forEach(event -> events.add("`" + event.asText() + "`"));
    }
    return String.join(" ", events);
  }

  private static void check(String name, String text) throws IOException {
    Path page = Page.ROOT.resolve("docs/reference").resolve(name);
    if (UPDATE) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page)).as("%s; -Ddocs=update rewrites it", name).isEqualTo(text);
  }
}
