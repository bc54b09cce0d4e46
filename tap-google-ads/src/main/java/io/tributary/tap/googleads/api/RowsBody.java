package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Reads the body of an answer with rows, holding none: either one object, or an array of them that
 * is sent while it is made.
 */
final class RowsBody {
  /** A tree is one of many in a row here. */
  private static final ObjectReader TREES =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String RESULTS = "results";
  private static final String ERROR = "error";

  /** An answer that began well and then says what went wrong. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode error;

    private Broken(JsonNode error) {
      super(error.path("message").asText("the answer ends in an error"));
      this.error = error;
    }

    JsonNode error() {
      return error;
    }
  }

  private final RowSink sink;
  private final ObjectNode rest = Json.MAPPER.createObjectNode();

  private RowsBody(RowSink sink) {
    this.sink = sink;
  }

  /**
   * Hands the rows on, and returns what else the last of the objects says.
   *
   * @throws Broken if one of them is an error
   */
  static ObjectNode read(InputStream in, RowSink sink) throws IOException {
    RowsBody body = new RowsBody(sink);
    try (JsonParser parser = Json.FACTORY.createParser(in)) {
      parser.setCodec(TREES);
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          body.chunk(parser);
        }
      } else if (first == JsonToken.START_OBJECT) {
        body.chunk(parser);
      } else {
        throw new IOException("an answer that is neither an object nor an array");
      }
      // What comes after the end shows that the answer is whole.
      if (parser.currentToken() == null || parser.nextToken() != null) {
        throw new IOException("an answer that goes on after its end");
      }
    }
    return body.rest;
  }

  private void chunk(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(RESULTS) && value == JsonToken.START_ARRAY) {
        rows(parser);
      } else if (name.equals(ERROR)) {
        throw new Broken(parser.readValueAsTree());
      } else {
        JsonNode tree = parser.readValueAsTree();
        rest.set(name, tree);
      }
    }
  }

  private void rows(JsonParser parser) throws IOException {
    try {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        sink.row(parser);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stop = new InterruptedIOException("no more rows are wanted");
      stop.initCause(e);
      throw stop;
    }
  }
}
