package io.tributary.singer.target;

import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import java.util.List;
import java.util.Optional;

/** The columns that a stream's rows would have. */
public final class RowColumns {
  private RowColumns() {}

  /**
   * What rows hold, as far as a schema announces it.
   *
   * @throws SingerException.Data if the schema is none, or what is made of it clashes
   */
  public static List<Column> of(
      SchemaMessage schema, Optional<WholeRecord> whole, TargetSettings settings) {
    RowPlan plan =
        whole.isPresent()
            ? RowPlan.ofRecords(whole.get(), schema, settings)
            : RowPlan.of(schema, settings);
    return new RowEncoder(schema, plan).announced();
  }
}
