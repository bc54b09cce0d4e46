package io.tributary.singer.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ConsoleTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

  @AfterEach
  void writeNowhere() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new Console(nowhere, "none", LogFormat.TEXT, false, Redaction.NONE).install();
  }

  @Test
  void writesLinesAsSingerPythonDoes() {
    console(LogFormat.TEXT, false).install();

    LoggerFactory.getLogger("io.tributary.x").info("read {} records", 3);
    LoggerFactory.getLogger("io.tributary.x").debug("unseen");
    LoggerFactory.getLogger("okhttp3").info("unseen");
    LoggerFactory.getLogger("okhttp3").warn("seen");

    assertThat(written()).isEqualTo("INFO read 3 records\nWARNING seen\n");
  }

  @Test
  void writesMetricsThatSingersParserReads() {
    console(LogFormat.TEXT, false).metric(Json.MAPPER.createObjectNode().put("value", 1));

    assertThat(written().strip()).matches("^INFO METRIC: (.*)$");
  }

  @Test
  void writesJsonInTheShapeOfTheSdk() throws IOException {
    console(LogFormat.JSON, true).install();
    Logger logger = LoggerFactory.getLogger("io.tributary.x");

    logger.error("it broke", new IllegalStateException("why", new IOException("deeper")));

    JsonNode line = Json.MAPPER.readTree(err.toByteArray());
    assertThat(line.properties().stream().map(Map.Entry::getKey))
        .contains(
            "level",
            "pid",
            "logger_name",
            "ts",
            "thread_name",
            "app_name",
            "stream_name",
            "message",
            "extra");
    assertThat(line.at("/level").asText()).isEqualTo("error");
    assertThat(line.at("/app_name").asText()).isEqualTo("tap-demo");
    assertThat(line.at("/exception/type").asText()).isEqualTo("IllegalStateException");
    assertThat(line.at("/exception/cause/message").asText()).isEqualTo("deeper");
    assertThat(line.at("/exception/traceback/0/lineno").isInt()).isTrue();
  }

  @Test
  void leavesMetricsOffATerminalUnlessAskedForMore() {
    ObjectNode metric = Json.MAPPER.createObjectNode().put("value", 1);

    console(LogFormat.TEXT, false).onTerminal(true).metric(metric);
    assertThat(written()).isEmpty();

    console(LogFormat.TEXT, true).onTerminal(true).metric(metric);
    assertThat(written()).contains("INFO METRIC: ");
  }

  @Test
  void putsMetricsIntoAFieldOfTheJson() throws IOException {
    ObjectNode metric = Json.MAPPER.createObjectNode().put("metric", "record_count");
    console(LogFormat.JSON, false).metric(metric);

    JsonNode line = Json.MAPPER.readTree(err.toByteArray());
    assertThat(line.at("/metric_info/metric").asText()).isEqualTo("record_count");
  }

  @Test
  void masksSecretsInMessagesAndInStackTraces() {
    Console console =
        console(LogFormat.TEXT, false).masking(Redaction.of(List.of("sk_live_1", "", "abc")));
    console.install();

    LoggerFactory.getLogger("io.tributary.x")
        .error("key sk_live_1", new IllegalStateException("sk_live_1 again"));
    console.critical("sk_live_1 is wrong");

    assertThat(written()).doesNotContain("sk_live_1").contains("CRITICAL tap-demo: **** is wrong");
  }

  @Test
  void drawsProgressBelowTheLinesAndTakesItAway() {
    Console console = console(LogFormat.TEXT, false).onTerminal(true);

    console.progress(List.of("charges 10", "refunds 2"));
    console.info("a line");
    console.progress(List.of("charges 11"));
    console.progress(List.of());

    String erase = "\r\u001b[J";
    assertThat(written())
        .isEqualTo(
            erase
                + "\u001b[?7lcharges 10\r\nrefunds 2\u001b[?7h\u001b[1A\r"
                + (erase + "INFO a line\n")
                + (erase + "\u001b[?7lcharges 11\u001b[?7h\r")
                + erase);
  }

  @Test
  void writesNothingButTextToWhatIsNoTerminal() {
    console(LogFormat.TEXT, false).info("a line");

    assertThat(written()).isEqualTo("INFO a line\n");
  }

  private Console console(LogFormat format, boolean verbose) {
    return new Console(stream, "tap-demo", format, verbose, Redaction.NONE);
  }

  private String written() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
