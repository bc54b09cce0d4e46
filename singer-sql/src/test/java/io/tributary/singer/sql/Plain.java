package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.LogicalType;
import java.util.Locale;
import java.util.Optional;

/** A dialect without surprises: types are spelled as we do, and names may have 20 characters. */
final class Plain {
  static final int LONGEST = 20;

  static final Dialect DIALECT =
      new Dialect(
          "Plain",
          new Identifiers(
              name -> "[" + name + "]",
              name -> name.replace(' ', '_'),
              name -> name.toLowerCase(Locale.ROOT),
              LONGEST),
          new Types(
              ColumnType::toString,
              Plain::read,
              (value, type) -> value,
              (value, from, to) -> from.equals(to) ? value : "to(" + to + ", " + value + ")"),
          TableName.of("scratch", "staged"),
          Sql::merge,
          Reshaping.STANDARD);

  private Plain() {}

  private static Optional<ColumnType> read(String type) {
    if (type.equals("UNKNOWN")) {
      return Optional.empty();
    }
    String[] parts = type.split("[(,)]", -1);
    int precision = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    int scale = parts.length > 2 && !parts[2].isEmpty() ? Integer.parseInt(parts[2]) : 0;
    return Optional.of(new ColumnType(LogicalType.valueOf(parts[0]), precision, scale));
  }
}
