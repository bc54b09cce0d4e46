package io.tributary.target.bigquery;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import io.tributary.singer.sql.Identifiers;
import io.tributary.singer.sql.Nesting;
import io.tributary.target.bigquery.nested.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Objects as {@code STRUCT} and arrays as {@code REPEATED}, as far as BigQuery's limits go. An
 * object that may have properties which its schema does not list, or two that are one to BigQuery,
 * has a part for those that have none of their own.
 */
final class StructNesting implements Nesting {
  /** How many levels of STRUCT there may be. */
  private static final int DEEPEST = 15;

  /** How many columns a table may have, those within STRUCTs counted, less those of our own. */
  private static final int MOST_COLUMNS = 10_000 - 20;

  private final Identifiers identifiers;
  private final ColumnSettings settings;

  StructNesting(Identifiers identifiers, ColumnSettings settings) {
    this.identifiers = identifiers;
    this.settings = settings;
  }

  @Override
  public List<Column> stored(List<Column> columns) {
    int left = MOST_COLUMNS - columns.size();
    List<Column> stored = new ArrayList<>();
    for (Column column : columns) {
      ColumnType type = column.type().hasParts() ? stored(column.type(), 1) : moment(column.type());
      int parts = parts(type);
      boolean fits = parts <= left;
      left -= fits ? parts : 0;
      stored.add(new Column(column.name(), fits ? type : plain(type)));
    }
    return stored;
  }

  @Override
  public boolean takesApart() {
    return settings.denormalized();
  }

  @Override
  public boolean holdsOthers(ColumnType stored) {
    return stored.kind() == LogicalType.OBJECT
        && stored.parts().fields().stream()
            .anyMatch(part -> part.name().equals(Part.REST) && part.type().isJson());
  }

  private static ColumnType plain(ColumnType type) {
    return new ColumnType(type.kind(), 0, 0);
  }

  private static int parts(ColumnType type) {
    int count = type.kind() == LogicalType.OBJECT ? type.parts().fields().size() : 0;
    for (Field part : type.parts().fields()) {
      count += parts(part.type());
    }
    return count;
  }

  private ColumnType stored(ColumnType type, int depth) {
    if (!type.hasParts()) {
      return part(type);
    }
    if (type.kind() == LogicalType.ARRAY) {
      ColumnType element = stored(type.element().type(), depth);
      return element.isJson() ? ColumnType.ANY : ColumnType.arrayOf(new Field("", element, false));
    }
    return depth > DEEPEST ? ColumnType.ANY : object(type, depth);
  }

  private ColumnType object(ColumnType type, int depth) {
    Set<String> taken = new HashSet<>(Set.of(identifiers.key(Part.REST)));
    List<Field> fields = new ArrayList<>();
    for (Field property : type.parts().fields()) {
      String name = identifiers.column(property.name());
      if (taken.add(identifiers.key(name))) {
        fields.add(new Field(name, stored(property.type(), depth + 1), true));
      }
    }
    if (fields.isEmpty()) {
      return ColumnType.ANY;
    }
    if (!type.parts().areAll() || fields.size() < type.parts().fields().size()) {
      fields.add(new Field(Part.REST, ColumnType.ANY, true));
    }
    return ColumnType.object(fields, true);
  }

  /** Nobody counts the digits of a number within a STRUCT, so it gets the type of the most. */
  private ColumnType part(ColumnType type) {
    if (type.isJson()) {
      return ColumnType.ANY;
    }
    boolean isOpen = type.kind() == LogicalType.NUMBER && type.precision() > 0;
    return isOpen ? BigqueryDialect.WIDEST : moment(type);
  }

  private ColumnType moment(ColumnType type) {
    return type.kind() == LogicalType.TIMESTAMP
            && settings.timestampType() == TimestampType.DATETIME
        ? BigqueryDialect.DATETIME
        : type;
  }
}
