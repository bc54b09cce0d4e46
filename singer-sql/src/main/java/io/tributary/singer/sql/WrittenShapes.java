package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Column;
import io.tributary.singer.message.SchemaMessage;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tables of batches were when their rows were told how to be written. A batch that waits
 * for a state is loaded after its table may have changed, even to and fro; so a schema that comes
 * again is another one here.
 */
final class WrittenShapes {
  private final IdentityHashMap<SchemaMessage, List<Column>> columns = new IdentityHashMap<>();
  private final Map<String, SchemaMessage> last = new HashMap<>();

  /** The rows of a schema will be written for a staged table. */
  void told(SchemaMessage schema, Table staged) {
    columns.put(schema, staged.columns());
    last.put(schema.stream(), schema);
  }

  /** The table to stage a batch in, which would be {@code staged} if its rows were written now. */
  Table of(Batch batch, Table staged) {
    List<Column> before = columns.get(batch.schema());
    return before == null ? staged : staged.writtenAs(before);
  }

  /** All is loaded that was written by other than the last schema of each stream. */
  void loaded() {
    Set<SchemaMessage> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(last.values());
    columns.keySet().retainAll(kept);
  }
}
