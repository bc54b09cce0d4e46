package io.tributary.singer.message;

import io.tributary.singer.schema.JsonSchema;
import java.util.List;

/**
 * Announces a stream, or its new shape.
 *
 * @param keyProperties the names whose values identify a record; empty if it has no key
 * @param bookmarkProperties the names that a source may resume by; often empty
 */
public record SchemaMessage(
    String stream, JsonSchema schema, List<String> keyProperties, List<String> bookmarkProperties)
    implements Message {
  public SchemaMessage {
    keyProperties = List.copyOf(keyProperties);
    bookmarkProperties = List.copyOf(bookmarkProperties);
  }

  public SchemaMessage(String stream, JsonSchema schema, List<String> keyProperties) {
    this(stream, schema, keyProperties, List.of());
  }

  @Override
  public void accept(MessageHandler handler) throws InterruptedException {
    handler.onSchema(this);
  }
}
