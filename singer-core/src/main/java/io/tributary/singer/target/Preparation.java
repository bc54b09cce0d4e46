package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.JsonField;
import io.tributary.singer.connector.Loader;
import io.tributary.singer.message.SchemaMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Has a loader prepared for a schema, and learns from it how rows are written.
 *
 * @param fields complete when that is done; never if it failed, which ends the run
 */
record Preparation(
    Loader loader,
    SchemaMessage schema,
    List<Column> columns,
    CompletableFuture<List<JsonField>> fields)
    implements Runnable {

  Preparation(Loader loader, SchemaMessage schema, List<Column> columns) {
    this(loader, schema, columns, new CompletableFuture<>());
  }

  @Override
  public void run() {
    loader.prepare(schema, columns);
    fields.complete(loader.fields(schema));
  }
}
