package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.target.RowColumns;
import io.tributary.singer.target.TargetSettings;
import java.util.List;
import java.util.Optional;

/** What the runner says that rows will hold. */
final class Announced {
  private Announced() {}

  static List<Column> by(SchemaMessage schema) {
    return by(schema, Optional.empty());
  }

  static List<Column> by(SchemaMessage schema, Optional<WholeRecord> whole) {
    return RowColumns.of(schema, whole, TargetSettings.defaults());
  }
}
