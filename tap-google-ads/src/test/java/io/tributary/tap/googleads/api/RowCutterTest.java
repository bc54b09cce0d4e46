package io.tributary.tap.googleads.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are cut where Jackson sees them begin and end, however an answer comes. */
class RowCutterTest {
  private static final int ANSWERS = 300;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\\\\"",
    ",",
    ":",
    "results",
    "é",
    "王",
    "👑",
    "\n",
    "\t",
    "\u0000",
    "\u001f",
    " ",
    "a",
    "]}",
    "\\u0022",
    "plain text of some length"
  };

  private Random random = new Random();

  @Test
  void rowsAreWhatJacksonSees() throws IOException {
    long first = Long.getLong("seed", System.nanoTime());
    for (int i = 0; i < ANSWERS; i++) {
      random = new Random(first + i);
      ArrayNode answer = answer();
      List<JsonNode> expected = new ArrayList<>();
      answer.forEach(chunk -> chunk.path("results").forEach(expected::add));

      assertThat(cut(dribbling(written(answer)))).as("-Dseed=%s", first + i).isEqualTo(expected);
    }
  }

  @Test
  void oneObjectIsAnAnswerToo() throws IOException {
    RowCutter cutter =
        new RowCutter(in(" { \"results\" : [ {\"a\":1} , {} ] , \"nextPageToken\" : \"t\" } "));

    assertThat(all(cutter)).hasSize(2);
    assertThat(cutter.rest().path("nextPageToken").asText()).isEqualTo("t");
  }

  @Test
  void aRowMayBeLargerThanABatch() throws IOException {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("text", "{\"".repeat(3 * RowBatch.SIZE));
    ArrayNode answer = Json.MAPPER.createArrayNode();
    answer.addObject().putArray("results").add(row).add(row).addObject().put("small", 1);

    assertThat(cut(in(answer.toString()))).hasSize(3).startsWith(row, row);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"results\"",
        "[{\"results\":[{\"a\":1}]}",
        "[{\"results\":[{\"a\":1}",
        "[{\"results\":[{\"a\":\"}",
        "[{\"results\":[{\"a\":1} {\"a\":2}]}]",
        "[{\"results\":[1]}]",
        "[{\"results\":[,{}]}]",
        "[{\"results\":[{},]}]",
        "[{\"results\":[{}]}{}]",
        "[{\"results\":[{}]},]",
        "[{\"results\":[{}]}]]",
        "[{\"results\":[{}]}] {}",
        "{\"results\":[{}]} x",
        "{\"results\":[{}],\"fieldMask\":}",
        "{\"results\":[{}],\"fieldMask\" \"x\"}",
        "{results:[{}]}",
      })
  void whatIsNoAnswerIsRefused(String body) {
    assertThatThrownBy(() -> cut(in(body))).isInstanceOf(IOException.class);
  }

  @Test
  void whatCameBeforeAnErrorIsCutFirst() throws IOException {
    RowCutter cutter =
        new RowCutter(in("[{\"results\":[{\"a\":1}]},{\"error\":{\"message\":\"it broke\"}}]"));
    RowBatch batch = new RowBatch();

    assertThat(cutter.cut(batch)).isTrue();
    assertThatThrownBy(() -> cutter.cut(new RowBatch()))
        .isInstanceOf(RowCutter.Broken.class)
        .hasMessage("it broke");
  }

  @Test
  void nothingIsFollowedDeeperThanItMay() {
    String deep = "{\"results\":[{\"a\":" + "[".repeat(Json.MAX_DEPTH + 1);

    assertThatThrownBy(() -> cut(in(deep))).hasMessageContaining("levels deep");
  }

  private ArrayNode answer() {
    ArrayNode answer = Json.MAPPER.createArrayNode();
    for (int chunks = random.nextInt(4); chunks > 0; chunks--) {
      ObjectNode chunk = answer.addObject();
      if (random.nextBoolean()) {
        chunk.set("fieldMask", value(2));
      }
      if (random.nextInt(4) > 0) {
        ArrayNode rows = chunk.putArray("results");
        for (int count = random.nextInt(40); count > 0; count--) {
          rows.add(object(4));
        }
      }
      if (random.nextBoolean()) {
        chunk.set("queryResourceConsumption", value(1));
      }
    }
    return answer;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (int size = random.nextInt(6); size > 0; size--) {
      object.set(text(), value(depth - 1));
    }
    return object;
  }

  private JsonNode value(int depth) {
    int kind = depth <= 0 ? random.nextInt(4) : random.nextInt(6);
    return switch (kind) {
      case 0 -> Json.MAPPER.getNodeFactory().numberNode(random.nextInt());
      case 1 -> Json.MAPPER.getNodeFactory().booleanNode(random.nextBoolean());
      case 2 -> Json.MAPPER.getNodeFactory().nullNode();
      case 3 -> Json.MAPPER.getNodeFactory().textNode(text());
      case 4 -> object(depth);
      default -> Json.MAPPER.createArrayNode().add(value(depth - 1)).add(value(depth - 1));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int most = random.nextInt(50) == 0 ? 4_000 : 8;
    for (int size = random.nextInt(most); size > 0; size--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** With white space or without, and characters as they are or escaped. */
  private byte[] written(JsonNode answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator =
        JsonFactory.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
            .build()
            .createGenerator(out)) {
      if (random.nextBoolean()) {
        generator.useDefaultPrettyPrinter();
      }
      Json.MAPPER.writeTree(generator, answer);
    }
    return out.toByteArray();
  }

  /** As a network brings it: now a few bytes, now many. */
  private InputStream dribbling(byte[] bytes) {
    Random sizes = new Random(random.nextLong());
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        int most = sizes.nextInt(3) == 0 ? 1 + sizes.nextInt(9) : length;
        return super.read(buffer, offset, Math.min(length, most));
      }
    };
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<JsonNode> cut(InputStream in) throws IOException {
    return all(new RowCutter(in));
  }

  private static List<JsonNode> all(RowCutter cutter) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    RowBatch batch = new RowBatch();
    while (!cutter.isOver() && cutter.cut(batch)) {
      batch.make(row -> row);
      for (int i = 0; i < batch.count(); i++) {
        RawJson row = batch.made(i);
        rows.add(row.tree());
      }
    }
    return rows;
  }
}
