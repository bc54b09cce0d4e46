package io.tributary.singer.sql;

import io.tributary.singer.schema.ColumnType;
import io.tributary.singer.schema.Field;
import io.tributary.singer.schema.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a column must become to hold what it holds and what is wanted, where objects and arrays may
 * have parts: these widen by themselves, and new ones are added at the end. A column that is JSON
 * stays JSON, and one whose parts say too little becomes it.
 *
 * @param widening how everything else widens
 */
record NestedUnion(Dialect dialect, Widening widening) {
  ColumnType of(ColumnType held, ColumnType wanted) {
    if (!held.hasParts() && !wanted.hasParts()) {
      return widening.of(held, wanted, dialect.types());
    }
    if (held.isJson() || held.equals(wanted)) {
      return held;
    }
    if (held.kind() == LogicalType.OBJECT && wanted.kind() == LogicalType.OBJECT) {
      if (wanted.hasParts() && held.hasParts()) {
        return object(held, wanted);
      }
      return holdsOthers(held) ? held : ColumnType.ANY;
    }
    if (held.kind() == LogicalType.ARRAY && held.hasParts() && wanted.hasParts()) {
      return array(held, wanted);
    }
    return ColumnType.ANY;
  }

  private boolean holdsOthers(ColumnType held) {
    return dialect.types().nesting().filter(it -> it.holdsOthers(held)).isPresent();
  }

  private ColumnType array(ColumnType held, ColumnType wanted) {
    if (wanted.kind() != LogicalType.ARRAY) {
      return ColumnType.ANY;
    }
    ColumnType element = part(held.element().type(), wanted.element().type());
    boolean isOne = !element.isJson() && element.kind() != LogicalType.ARRAY;
    return isOne ? ColumnType.arrayOf(held.element().withType(element)) : ColumnType.ANY;
  }

  private ColumnType object(ColumnType held, ColumnType wanted) {
    List<Field> left = new ArrayList<>(wanted.parts().fields());
    List<Field> fields = new ArrayList<>();
    for (Field field : held.parts().fields()) {
      Optional<Field> other = left.stream().filter(it -> isSame(it, field)).findFirst();
      other.ifPresent(left::remove);
      ColumnType type = other.map(it -> part(field.type(), it.type())).orElse(field.type());
      fields.add(new Field(field.name(), type, true));
    }
    fields.addAll(left);
    return ColumnType.object(fields, true);
  }

  /** No batch's rows were counted for a part, so what is announced must be held. */
  private ColumnType part(ColumnType held, ColumnType wanted) {
    return new NestedUnion(dialect, Widening.COUNTED).of(held, wanted);
  }

  private boolean isSame(Field one, Field other) {
    Identifiers identifiers = dialect.identifiers();
    return identifiers.key(one.name()).equals(identifiers.key(other.name()));
  }

  /** Whether nothing but parts, or nulls in them, came to what a column held. */
  static boolean onlyAdds(ColumnType held, ColumnType now) {
    if (held.equals(now)) {
      return true;
    }
    List<Field> before = held.parts().fields();
    List<Field> after = now.parts().fields();
    boolean isGrown = held.kind() == now.kind() && held.hasParts() && after.size() >= before.size();
    for (int i = 0; isGrown && i < before.size(); i++) {
      isGrown = onlyAdds(before.get(i).type(), after.get(i).type());
    }
    return isGrown;
  }
}
