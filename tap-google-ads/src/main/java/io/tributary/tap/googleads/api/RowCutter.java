package io.tributary.tap.googleads.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows out of the body of an answer, and reads what else is in it: either one object, or
 * an array of them that is sent while it is made. Not thread-safe.
 */
final class RowCutter {
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

  /** What is due. */
  private enum Place {
    START,
    OBJECT,
    MEMBER,
    ROW,
    END
  }

  private final AnswerText text;
  private final ObjectNode rest = Json.MAPPER.createObjectNode();
  private Place place = Place.START;
  private boolean isArray;
  private boolean isFirst = true;
  private @Nullable IOException failure;

  RowCutter(InputStream in) {
    this.text = new AnswerText(in);
  }

  /** What else the last of the objects says. */
  ObjectNode rest() {
    return rest;
  }

  /** Whether everything is cut. */
  boolean isOver() {
    return place == Place.END;
  }

  /**
   * Cuts the next rows, as many as a batch holds. Returns whether there were any.
   *
   * @throws Broken if the answer says what went wrong
   * @throws IOException if it cannot be read, or does not look like an answer
   */
  boolean cut(RowBatch batch) throws IOException {
    if (failure != null) {
      throw failure;
    }
    text.moveTo(batch.clear(text.left() + 1));
    try {
      fill(batch);
    } catch (IOException e) {
      if (batch.isEmpty()) {
        throw e;
      }
      failure = e; // after the rows that came before it
    }
    batch.holds(text.release());
    return !batch.isEmpty();
  }

  private void fill(RowBatch batch) throws IOException {
    boolean hasRoom = true;
    while (hasRoom && place != Place.END) {
      switch (place) {
        case START -> start();
        case OBJECT -> object();
        case MEMBER -> member();
        case ROW -> hasRoom = row(batch);
        case END -> throw new IllegalStateException("it is over");
      }
    }
  }

  private void start() throws IOException {
    int first = text.isExhausted() ? -1 : text.peek();
    if (first != '[' && first != '{') {
      throw new IOException("an answer that is neither an object nor an array");
    }
    text.take();
    isArray = first == '[';
    place = isArray ? Place.OBJECT : Place.MEMBER;
  }

  private void object() throws IOException {
    if (ends(']')) {
      end();
      return;
    }
    text.take('{', "an object");
    place = Place.MEMBER;
    isFirst = true;
  }

  /** What comes after the end shows that the answer is whole. */
  private void end() throws IOException {
    if (!text.isExhausted()) {
      throw new IOException("an answer that goes on after its end");
    }
    place = Place.END;
  }

  private void member() throws IOException {
    if (ends('}')) {
      isFirst = false;
      if (isArray) {
        place = Place.OBJECT;
      } else {
        end();
      }
      return;
    }
    String name = text.name();
    text.take(':', "a colon");
    if (name.equals(RESULTS) && text.peek() == '[') {
      text.take();
      place = Place.ROW;
      isFirst = true;
    } else if (name.equals(ERROR)) {
      throw new Broken(text.value());
    } else {
      rest.set(name, text.value());
    }
  }

  /** Cuts one row, or ends them; false if the batch has no room for the next one. */
  private boolean row(RowBatch batch) throws IOException {
    if (text.isSpent() && !batch.isEmpty()) {
      return false;
    }
    int before = text.at();
    boolean wasFirst = isFirst;
    if (ends(']')) {
      isFirst = false;
      place = Place.MEMBER;
      return true;
    }
    if (text.peek() != '{') {
      throw text.unexpected("a row");
    }
    int start = text.at();
    if (!text.takeWhole(batch.isEmpty())) {
      text.rewind(before);
      isFirst = wasFirst;
      return false;
    }
    batch.add(start, text.at());
    return true;
  }

  /** Takes the end of a list, or else the comma before its next item. */
  private boolean ends(char last) throws IOException {
    if (text.peek() == last) {
      text.take();
      return true;
    }
    if (!isFirst) {
      text.take(',', "a comma");
    }
    isFirst = false;
    return false;
  }
}
