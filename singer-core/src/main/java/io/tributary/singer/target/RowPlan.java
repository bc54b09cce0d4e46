package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.schema.ColumnTree;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.Flattening;
import io.tributary.singer.schema.JsonSchema;
import io.tributary.singer.schema.RecordCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is compiled of a schema: how its records are checked, and how their rows are written.
 *
 * <p>Streams of equal schemas share one. Used by one thread.
 *
 * @param schema what it was compiled from
 * @param fields how the fields of a row are written
 * @param branches where each property goes
 */
record RowPlan(
    JsonSchema schema,
    RecordCheck check,
    List<ColumnWriter> writers,
    SeparatedText fields,
    Map<String, ColumnTree.Branch> branches) {

  /**
   * Compiles a stream's schema.
   *
   * @throws SingerException.Data if two properties would go to one column, or if it is no schema
   */
  static RowPlan of(
      String stream, JsonSchema schema, TargetSettings settings, SeparatedText fields) {
    ColumnTree columns = ColumnTree.of(stream, schema, flattening(settings.flattening()));
    if (columns.fields().isEmpty()) {
      throw new SingerException.Data(stream, "its schema has no properties");
    }
    boolean isDouble = settings.numberType() == TargetSettings.NumberType.DOUBLE;
    List<ColumnWriter> writers = new ArrayList<>();
    for (Field field : columns.fields()) {
      boolean isBase64 = columns.base64().contains(field.name());
      writers.add(ColumnWriter.of(field, writers.size(), isDouble, isBase64, fields));
    }
    try {
      RecordCheck check = new RecordCheck(schema, columns, settings.invalid().validateRecords());
      return new RowPlan(schema, check, List.copyOf(writers), fields, columns.branches());
    } catch (IllegalArgumentException e) {
      throw new SingerException.Data(stream, "its schema is not one: " + e.getMessage(), e);
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
