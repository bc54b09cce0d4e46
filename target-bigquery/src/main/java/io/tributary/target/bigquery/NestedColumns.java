package io.tributary.target.bigquery;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.connector.Misfit;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.Field;
import io.tributary.singer.sql.Identifiers;
import io.tributary.target.bigquery.nested.NestedOutput;
import io.tributary.target.bigquery.nested.NestedReader;
import io.tributary.target.bigquery.nested.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of a batch that have parts, planned once for all of its rows.
 *
 * <p>Used by one thread.
 */
final class NestedColumns {
  private static final Logger LOG = LoggerFactory.getLogger(NestedColumns.class);

  private final Batch batch;
  private final List<Column> columns;
  private final @Nullable NestedReader[] readers;

  NestedColumns(StagingTable staging) {
    this.batch = staging.batch();
    this.columns = staging.columns();
    this.readers = new @Nullable NestedReader[columns.size()];
    if (columns.stream().anyMatch(column -> column.type().hasParts())) {
      plan(staging);
    }
  }

  private void plan(StagingTable staging) {
    for (int i = Carried.values().length; i < readers.length; i++) {
      Column column = columns.get(i);
      if (column.type().hasParts()) {
        Column property = batch.columns().get(i - Carried.values().length);
        readers[i] = reader(column, property, staging.identifiers());
      }
    }
  }

  /** Reads the values of a property that go to a column with parts. */
  static NestedReader reader(Column column, Column property, Identifiers identifiers) {
    Field source = new Field(property.name(), property.type(), true);
    return new NestedReader(
        Part.of(StagingTable.field(column.name(), column.type()), source, identifiers));
  }

  /** Whether a column has parts. */
  boolean has(int column) {
    return readers[column] != null;
  }

  /** Tells the parts of a column that has some. */
  void read(int column, SpooledFields field, NestedOutput out) throws Misfit {
    NestedReader reader = readers[column];
    if (reader == null) {
      throw new IllegalStateException(columns.get(column).name() + " has no parts");
    }
    try {
      reader.read(field.bytes(), 0, field.length(), out);
    } catch (Misfit e) {
      throw e.in(columns.get(column).name());
    }
  }

  /**
   * What to say of a record with a part that does not fit.
   *
   * @param fields those of its row
   */
  SingerException.Data misfit(Misfit misfit, List<String> fields) {
    return new SingerException.Data(
        batch.schema().stream(),
        misfit.getMessage()
            + ", in the record"
            + RefusedRow.named(batch, fields)
            + "; nothing of its batch is kept");
  }

  /** Says so if something had no place. Called at the end. */
  void finish() {
    for (NestedReader reader : readers) {
      if (reader != null && reader.isDropped()) {
        warn(batch.schema().stream());
        return;
      }
    }
  }

  /** Says that something had no place: an object that may have no rest. */
  static void warn(String of) {
    LOG.warn(
        "properties of objects are left out, since the table has no field for them stream={}", of);
  }
}
