package io.tributary.singer.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.json.MalformedJson;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.schema.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages, one line at a time, and hands them to a handler.
 *
 * <p>A record is found in its line, not parsed: who handles it does that. A state is passed on byte
 * for byte. Types may be spelled in any case; unknown ones are reported once and skipped.
 */
public final class MessageReader {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

  private final LineReader lines;
  private final int longest;
  private final Envelope envelope = new Envelope();
  private final Set<String> warned = new HashSet<>();

  /**
   * @param in closed by whoever opened it
   * @param maxLineBytes the most bytes that a line may have
   */
  public MessageReader(InputStream in, int maxLineBytes) {
    this.lines = new LineReader(in, maxLineBytes);
    this.longest = maxLineBytes;
  }

  /**
   * Hands every message over, up to the end of the input.
   *
   * @throws SingerException.Protocol at the first line that is not one
   */
  public void readAll(MessageHandler handler) throws IOException, InterruptedException {
    readAll(handler, InputLines.STRICT);
  }

  /**
   * Hands every message over, up to the end of the input, and every line that is none to {@code
   * observer}.
   */
  public void readAll(MessageHandler handler, InputLines observer)
      throws IOException, InterruptedException {
    while (lines.next(handler::onPause)) {
      observer.onLine(lines.number());
      if (lines.isTooLong()) {
        String reason = "longer than " + longest + " bytes, which is what max_line_bytes allows";
        observer.onBadLine(bad(reason));
      } else if (!lines.isBlank()) {
        try {
          message(handler);
        } catch (MalformedJson e) {
          observer.onBadLine(bad(String.valueOf(e.getMessage())));
        }
      }
    }
  }

  private void message(MessageHandler handler) throws InterruptedException {
    envelope.read(lines.bytes(), lines.start(), lines.stop());
    if (envelope.isRecord()) {
      handler.onRecord(envelope.record());
      return;
    }
    String type = envelope.type();
    switch (type.toUpperCase(Locale.ROOT)) {
      case "STATE" -> handler.onState(state());
      case "SCHEMA" -> handler.onSchema(schema());
      case "ACTIVATE_VERSION" -> handler.onActivateVersion(activation());
      case "BATCH" -> handler.onBatch(batch());
      default -> {
        if (warned.add(type)) {
          LOG.warn("messages of an unknown type are skipped type={}", type);
        }
      }
    }
  }

  private StateMessage state() {
    if (!envelope.has(Envelope.Member.VALUE)) {
      throw protocol("STATE has no value");
    }
    try {
      return new StateMessage(envelope.value());
    } catch (MalformedJson e) {
      throw new SingerException.Protocol(lines.number(), "STATE: " + e.getMessage(), e);
    }
  }

  private SchemaMessage schema() {
    String stream = stream("SCHEMA");
    JsonNode schema = tree(Envelope.Member.SCHEMA, "SCHEMA of " + stream);
    if (!(schema instanceof ObjectNode object)) {
      throw protocol("SCHEMA of " + stream + " has no schema");
    }
    boolean hasKeys =
        envelope.has(Envelope.Member.KEY_PROPERTIES)
            && !tree(Envelope.Member.KEY_PROPERTIES, stream).isNull();
    if (!hasKeys && warned.add("SCHEMA " + stream)) {
      LOG.warn("SCHEMA has no key_properties, so there is no key stream={}", stream);
    }
    return new SchemaMessage(
        stream,
        JsonSchema.of(object),
        hasKeys ? names(Envelope.Member.KEY_PROPERTIES, stream) : List.of(),
        names(Envelope.Member.BOOKMARK_PROPERTIES, stream));
  }

  /** One name or a list of names; none if the member is not there. */
  private List<String> names(Envelope.Member member, String stream) {
    List<String> names = new ArrayList<>();
    JsonNode given = tree(member, "SCHEMA of " + stream);
    if (given.isTextual()) {
      return List.of(given.textValue());
    }
    if (!given.isArray() && !given.isNull() && !given.isMissingNode()) {
      throw protocol("SCHEMA of " + stream + ": " + member.spelling() + " is not a list of names");
    }
    for (JsonNode name : given) {
      if (!name.isTextual()) {
        throw protocol("SCHEMA of " + stream + ": " + member.spelling() + " holds " + name);
      }
      names.add(name.textValue());
    }
    return names;
  }

  private ActivateVersionMessage activation() {
    String stream = stream("ACTIVATE_VERSION");
    Long version = envelope.version();
    if (version == null) {
      throw protocol("ACTIVATE_VERSION of " + stream + " has no version");
    }
    return new ActivateVersionMessage(stream, version);
  }

  private BatchMessage batch() {
    String stream = stream("BATCH");
    JsonNode encoding = tree(Envelope.Member.ENCODING, "BATCH of " + stream);
    JsonNode manifest = tree(Envelope.Member.MANIFEST, "BATCH of " + stream);
    if (!manifest.isArray()) {
      throw protocol("BATCH of " + stream + " has no manifest");
    }
    List<URI> files = new ArrayList<>();
    for (JsonNode file : manifest) {
      try {
        files.add(URI.create(file.asText()));
      } catch (IllegalArgumentException e) {
        throw new SingerException.Protocol(
            lines.number(), "BATCH of " + stream + ": " + file + " is not an address", e);
      }
    }
    String compression = encoding.path("compression").asText("none");
    return new BatchMessage(
        stream,
        new BatchMessage.Encoding(encoding.path("format").asText("jsonl"), compression),
        files);
  }

  private String stream(String type) {
    if (!envelope.has(Envelope.Member.STREAM)) {
      throw protocol(type + " has no stream");
    }
    return envelope.stream();
  }

  /** A member as a tree; a missing node if it is not there. */
  private JsonNode tree(Envelope.Member member, String where) {
    try {
      RawJson text = envelope.raw(member);
      return Json.MAPPER.readTree(text.bytes(), text.offset(), text.length());
    } catch (JsonProcessingException e) {
      throw new SingerException.Protocol(
          lines.number(), where + ": " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    } catch (IOException | NumberFormatException e) {
      throw new SingerException.Protocol(lines.number(), where + " is not JSON", e);
    }
  }

  private SingerException.Protocol protocol(String what) {
    return new SingerException.Protocol(lines.number(), what);
  }

  private BadLine bad(String reason) {
    return BadLine.of(lines.number(), lines.bytes(), lines.start(), lines.stop(), reason);
  }
}
