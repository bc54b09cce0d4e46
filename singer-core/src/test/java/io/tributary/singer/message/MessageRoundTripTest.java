package io.tributary.singer.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.LogicalType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is what is read. */
class MessageRoundTripTest {
  @Property(tries = 300)
  void readsWhatWasWritten(@ForAll("messages") List<Message> messages)
      throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MessageWriter writer = new MessageWriter(out);
    for (Message message : messages) {
      message.accept(writer);
    }
    writer.flush();
    Kept kept = new Kept();

    new MessageReader(new ByteArrayInputStream(out.toByteArray()), 1024 * 1024).readAll(kept);

    assertThat(kept.messages).isEqualTo(messages);
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    return Arbitraries.<Message>oneOf(schemas(), records(), states(), versions(), batches())
        .list()
        .ofMaxSize(20);
  }

  private static Arbitrary<Message> schemas() {
    Arbitrary<JsonSchema> schema =
        Combinators.combine(names(), Arbitraries.of(LogicalType.class))
            .as((name, type) -> JsonSchema.object().property(name, type));
    return Combinators.combine(
            streams(), schema, names().list().ofMaxSize(3), names().list().ofMaxSize(2))
        .as(SchemaMessage::new);
  }

  private static Arbitrary<Message> records() {
    Arbitrary<Long> versions = Arbitraries.longs().injectNull(0.5);
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(-60_000_000_000L, 250_000_000_000L),
                Arbitraries.integers().between(0, 999_999))
            .as((seconds, micros) -> Instant.ofEpochSecond(seconds, micros * 1_000L))
            .injectNull(0.3);
    return Combinators.combine(streams(), objects(), versions, times).as(RecordMessage::new);
  }

  private static Arbitrary<Message> states() {
    return objects().map(StateMessage::new);
  }

  private static Arbitrary<Message> versions() {
    return Combinators.combine(streams(), Arbitraries.longs()).as(ActivateVersionMessage::new);
  }

  private static Arbitrary<Message> batches() {
    Arbitrary<URI> files =
        Arbitraries.strings().alpha().ofMinLength(1).map(name -> URI.create("file:///b/" + name));
    return Combinators.combine(
            streams(),
            Arbitraries.of("gzip", "none").map(how -> new BatchMessage.Encoding("jsonl", how)),
            files.list().ofMaxSize(3))
        .as(BatchMessage::new);
  }

  private static Arbitrary<String> streams() {
    return names().filter(name -> !name.isBlank());
  }

  /** Anything that may stand in JSON, quotes, controls and characters beyond the plane included. */
  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "orders", "a\"b", "\\", "\n", "\u0000", "☃", "\uD83D\uDE00", "type", "record"),
        Arbitraries.strings().alpha().ofMaxLength(8),
        Arbitraries.strings().withCharRange(' ', '\u2fff').ofMaxLength(8));
  }

  private static Arbitrary<RawJson> objects() {
    return Combinators.combine(
            names(), names(), Arbitraries.bigDecimals().ofScale(6), Arbitraries.bigIntegers())
        .as(
            (name, text, decimal, integer) -> {
              ObjectNode object = Json.MAPPER.createObjectNode();
              object.put(name, text);
              object.putObject("{" + name).put("]", decimal).put("}", integer);
              object.putArray("[").add("\"}").addNull().add(true).add(new BigDecimal("1.500"));
              return RawJson.of(object);
            });
  }

  /** Keeps messages, whose text is its own only while it is handed over. */
  private static final class Kept implements MessageHandler {
    private final List<Message> messages = new ArrayList<>();

    @Override
    public void onSchema(SchemaMessage schema) {
      messages.add(schema);
    }

    @Override
    public void onRecord(RecordMessage record) {
      messages.add(
          new RecordMessage(
              record.stream(), record.record().copy(), record.version(), record.timeExtracted()));
    }

    @Override
    public void onState(StateMessage state) {
      messages.add(new StateMessage(state.value().copy()));
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage activation) {
      messages.add(activation);
    }

    @Override
    public void onBatch(BatchMessage batch) {
      messages.add(batch);
    }
  }
}
