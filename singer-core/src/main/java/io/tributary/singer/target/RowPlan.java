package io.tributary.singer.target;

import io.tributary.singer.connector.WholeRecord;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.message.SchemaMessage;
import io.tributary.singer.schema.ColumnTree;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.Flattening;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.RecordCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is compiled of a schema: how its records are checked, and how their rows are written.
 *
 * <p>Streams of equal schemas share one. Used by one thread.
 *
 * @param schema what it was compiled from
 * @param branches where each property goes
 * @param whole what the column of the whole record is called; empty if there is none
 */
record RowPlan(
    JsonSchema schema,
    RecordCheck check,
    List<ColumnWriter> writers,
    Map<String, ColumnTree.Branch> branches,
    Optional<String> whole) {

  /**
   * Compiles a stream's schema for rows that hold records as they came.
   *
   * @throws SingerException.Data if it is no schema
   */
  static RowPlan ofRecords(WholeRecord record, SchemaMessage schema, TargetSettings settings) {
    ColumnTree columns = ColumnTree.of(schema.stream(), record.beside(schema), Flattening.NONE);
    return of(schema, columns, settings, Optional.of(record.column()));
  }

  /**
   * Compiles a stream's schema.
   *
   * @throws SingerException.Data if two properties would go to one column, or if it is no schema
   */
  static RowPlan of(SchemaMessage schema, TargetSettings settings) {
    ColumnTree columns =
        ColumnTree.of(schema.stream(), schema.schema(), flattening(settings.flattening()));
    if (columns.fields().isEmpty()) {
      throw new SingerException.Data(schema.stream(), "its schema has no properties");
    }
    return of(schema, columns, settings, Optional.empty());
  }

  private static RowPlan of(
      SchemaMessage message, ColumnTree columns, TargetSettings settings, Optional<String> whole) {
    JsonSchema schema = message.schema();
    boolean isDouble = settings.numberType() == TargetSettings.NumberType.DOUBLE;
    List<ColumnWriter> writers = new ArrayList<>();
    for (Field field : columns.fields()) {
      writers.add(ColumnWriter.of(field, writers.size(), isDouble));
    }
    try {
      RecordCheck check = new RecordCheck(schema, columns, settings.invalid().validateRecords());
      return new RowPlan(schema, check, List.copyOf(writers), columns.branches(), whole);
    } catch (IllegalArgumentException e) {
      throw new SingerException.Data(
          message.stream(), "its schema is not one: " + e.getMessage(), e);
    }
  }

  private static Flattening flattening(TargetSettings.FlatteningSettings settings) {
    return settings.flatteningEnabled()
        ? new Flattening(
            settings.flatteningMaxDepth(),
            settings.flatteningSeparator(),
            settings.flatteningMaxKeyLength())
        : Flattening.NONE;
  }
}
