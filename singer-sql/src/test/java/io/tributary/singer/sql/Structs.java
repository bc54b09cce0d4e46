package io.tributary.singer.sql;

import io.tributary.singer.connector.Column;
import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dialect like {@link Plain}, but for objects and arrays, which may have parts, one level deep:
 * {@code OBJECT<id INTEGER(18,0); name STRING>}, {@code ARRAY<STRING>}.
 */
final class Structs implements Nesting {
  static final Dialect DIALECT =
      new Dialect(
          "Structs",
          Plain.DIALECT.identifiers(),
          new Types(
              Structs::spelled,
              Structs::read,
              Plain.DIALECT.types().staged(),
              Plain.DIALECT.types().convert(),
              Optional.empty(),
              Optional.of(new Structs())),
          TableName.of("scratch", "staged"),
          Sql::merge,
          Reshaping.STANDARD);

  private static final Pattern NESTED = Pattern.compile("(OBJECT|ARRAY)<(.*)>");

  private Structs() {}

  @Override
  public List<Column> stored(List<Column> columns) {
    return columns;
  }

  @Override
  public boolean takesApart() {
    return true;
  }

  /** One whose last part is called so, and is JSON. */
  @Override
  public boolean holdsOthers(ColumnType stored) {
    return stored.parts().fields().stream()
        .anyMatch(part -> part.name().equals("rest") && part.type().isJson());
  }

  static String spelled(ColumnType type) {
    if (!type.hasParts()) {
      return type.toString();
    }
    return type.parts().fields().stream()
        .map(part -> (part.name() + " " + part.type()).strip())
        .collect(Collectors.joining("; ", type.kind() + "<", ">"));
  }

  private static Optional<ColumnType> read(String type) {
    Matcher nested = NESTED.matcher(type);
    return nested.matches()
        ? Optional.of(nested(LogicalType.valueOf(nested.group(1)), nested.group(2).split("; ")))
        : Plain.DIALECT.types().read().apply(type);
  }

  private static ColumnType nested(LogicalType kind, String... parts) {
    List<Field> fields =
        List.of(parts).stream()
            .map(
                part -> {
                  int at = part.indexOf(' ');
                  String name = at < 0 ? "" : part.substring(0, at);
                  ColumnType type = read(part.substring(at + 1)).orElseThrow();
                  return new Field(name, type, kind == LogicalType.OBJECT);
                })
            .toList();
    return kind == LogicalType.ARRAY
        ? ColumnType.arrayOf(fields.get(0))
        : ColumnType.object(fields, true);
  }
}
