package io.tributary.singer.tap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.catalog.FieldSelection;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept of a record as JSON text. For one thread at a time.
 *
 * <p>The records of a stream mostly have the same fields in the same places, so what is known of
 * the field that was in a place before is tried first.
 */
final class RecordEncoder {
  private static final int MOST_PLACES = 512;

  private final FieldSelection kept;
  private final Consumer<String> unknown;
  private final @Nullable Place[] places = new Place[MOST_PLACES];
  private final Text text = new Text();
  private final JsonGenerator generator;

  /**
   * @param unknown told of each field that is dropped because the schema does not have it
   */
  RecordEncoder(FieldSelection kept, Consumer<String> unknown) {
    this.kept = kept;
    this.unknown = unknown;
    try {
      this.generator = Json.MAPPER.createGenerator(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field that was in a place: its name, also as it is written, and what is kept of it. */
  private record Place(String name, SerializedString written, FieldSelection selection) {}

  /** The text of a record, valid until the next call. */
  RawJson encode(ObjectNode record) {
    text.reset();
    try {
      generator.writeStartObject();
      int number = 0;
      for (Map.Entry<String, JsonNode> property : record.properties()) {
        Place place = place(number++, property.getKey());
        if (place != null && place.selection() != FieldSelection.NOTHING) {
          generator.writeFieldName(place.written());
          value(property.getValue(), place.selection());
        }
      }
      generator.writeEndObject();
      generator.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.json();
  }

  /** What is known of a field; null if the schema does not have it. */
  private @Nullable Place place(int number, String name) {
    Place before = number < MOST_PLACES ? places[number] : null;
    if (before != null && before.name().equals(name)) {
      return before;
    }
    FieldSelection selection = kept == FieldSelection.EVERYTHING ? kept : kept.field(name);
    if (selection == null) {
      unknown.accept(name);
      return null;
    }
    Place place = new Place(name, new SerializedString(name), selection);
    if (number < MOST_PLACES) {
      places[number] = place;
    }
    return place;
  }

  private void value(JsonNode value, FieldSelection selection) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> object(value, selection);
      case ARRAY -> {
        FieldSelection items = selection.items();
        generator.writeStartArray();
        for (int i = 0; i < value.size(); i++) {
          value(value.get(i), items);
        }
        generator.writeEndArray();
      }
      case STRING -> generator.writeString(value.textValue());
      case NUMBER -> number(value);
      case BOOLEAN -> generator.writeBoolean(value.booleanValue());
      case NULL, MISSING -> generator.writeNull();
      case BINARY, POJO -> Json.MAPPER.writeTree(generator, value);
    }
  }

  /** A nested object keeps what its schema does not mention: such schemas are seldom complete. */
  private void object(JsonNode object, FieldSelection selection) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      FieldSelection inner = selection.field(property.getKey());
      if (inner == null) {
        inner = FieldSelection.EVERYTHING;
      }
      if (inner != FieldSelection.NOTHING) {
        generator.writeFieldName(property.getKey());
        value(property.getValue(), inner);
      }
    }
    generator.writeEndObject();
  }

  private void number(JsonNode number) throws IOException {
    switch (number.numberType()) {
      case INT -> generator.writeNumber(number.intValue());
      case LONG -> generator.writeNumber(number.longValue());
      case BIG_INTEGER -> generator.writeNumber(number.bigIntegerValue());
      case BIG_DECIMAL -> generator.writeNumber(number.decimalValue());
      case FLOAT -> floating(number.floatValue(), number);
      case DOUBLE -> floating(number.doubleValue(), number);
    }
  }

  /** JSON has no infinities and no NaN; the SDK's taps write null for them, and so do we. */
  private void floating(double value, JsonNode number) throws IOException {
    if (Double.isFinite(value)) {
      generator.writeNumber(number.asText());
    } else {
      generator.writeNull();
    }
  }

  /** Memory that the generator writes to, and that is looked at without a copy. */
  private static final class Text extends ByteArrayOutputStream {
    Text() {
      super(4096);
    }

    /** Between two values the generator writes a space, which is none of ours. */
    RawJson json() {
      int start = buf[0] == ' ' ? 1 : 0;
      return RawJson.of(buf, start, count - start);
    }
  }
}
