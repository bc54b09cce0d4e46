package io.tributary.singer.sql;

import io.tributary.singer.connector.Batch.Carried;
import io.tributary.singer.connector.Column;
import io.tributary.singer.error.SingerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that a stream's properties become: their names folded, and none of them twice. */
final class StreamColumns {
  private StreamColumns() {}

  /**
   * The columns for properties, in their order.
   *
   * @throws SingerException.Destination naming the properties that would share a column
   */
  static List<Column> of(
      String stream, List<Column> properties, Dialect dialect, boolean withMetadata) {
    Map<String, String> taken = new HashMap<>();
    for (String reserved : reserved(withMetadata)) {
      taken.put(dialect.identifiers().key(reserved), "Tributary's own " + reserved);
    }
    List<Column> columns = new ArrayList<>();
    for (Column property : properties) {
      String name = dialect.identifiers().column(property.name());
      String other =
          taken.putIfAbsent(dialect.identifiers().key(name), "the property " + property.name());
      if (other != null) {
        throw new SingerException.Destination(
            stream
                + ": the property "
                + property.name()
                + " and "
                + other
                + " are the same column to "
                + dialect.name()
                + hint(property.name(), withMetadata));
      }
      columns.add(new Column(name, property.type()));
    }
    return columns;
  }

  private static List<String> reserved(boolean withMetadata) {
    List<String> reserved = new ArrayList<>();
    Arrays.stream(Carried.values()).map(CarriedColumn::name).forEach(reserved::add);
    if (withMetadata) {
      Metadata.columns().stream()
          .map(Column::name)
          .filter(name -> !name.equals(Metadata.DELETED_AT.label()))
          .forEach(reserved::add);
    }
    return reserved;
  }

  private static String hint(String property, boolean withMetadata) {
    return withMetadata && property.startsWith("_sdc_")
        ? "; set add_record_metadata to false to keep the property"
        : "; leave one of them out in the catalog";
  }
}
