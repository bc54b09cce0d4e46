package io.tributary.target.bigquery;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.NestedFields;
import io.tributary.target.bigquery.nested.Misfit;
import io.tributary.target.bigquery.nested.NestedOutput;
import io.tributary.target.bigquery.nested.NestedReader;
import io.tributary.target.bigquery.nested.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Field> sources = new HashMap<>();
    NestedFields.of(batch.schema().schema()).forEach(it -> sources.put(it.name(), it));
    for (int i = Carried.values().length; i < readers.length; i++) {
      Column column = columns.get(i);
      if (column.type().hasParts()) {
        Column property = batch.columns().get(i - Carried.values().length);
        Field source =
            sources.getOrDefault(
                property.name(), new Field(property.name(), property.type(), true));
        Part root =
            Part.of(
                StagingTable.field(column.name(), column.type()), source, staging.identifiers());
        readers[i] = new NestedReader(root);
      }
    }
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
      reader.read(field.bytes(), field.length(), out);
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

  /** Says so if something had no place: an object that may have no rest. Called at the end. */
  void finish() {
    for (NestedReader reader : readers) {
      if (reader != null && reader.isDropped()) {
        LOG.warn(
            "properties of objects are left out, since the table has no field for them stream={}",
            batch.schema().stream());
        return;
      }
    }
  }
}
