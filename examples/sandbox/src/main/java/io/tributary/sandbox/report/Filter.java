package io.tributary.sandbox.report;

import io.tributary.sandbox.field.Field;
import io.tributary.sandbox.gaql.Flaw;
import io.tributary.sandbox.gaql.Like;
import io.tributary.sandbox.gaql.Operator;
import io.tributary.sandbox.gaql.Query.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One condition, made ready for its field. */
final class Filter implements Predicate<Row> {
  private final Reader reader;
  private final Predicate<Object> test;
  private final boolean takesNothing;

  private Filter(Reader reader, Predicate<Object> test, boolean takesNothing) {
    this.reader = reader;
    this.test = test;
    this.takesNothing = takesNothing;
  }

  static Filter of(Field field, Reader reader, Condition condition) {
    Operator operator = condition.operator();
    return new Filter(
        reader,
        test(field, condition),
        operator == Operator.IS_NULL
            || operator == Operator.NOT_EQUALS
            || operator == Operator.NOT_IN);
  }

  @Override
  public boolean test(Row row) {
    @Nullable Object value = reader.of(row);
    return value == null ? takesNothing : test.test(value);
  }

  private static Predicate<Object> test(Field field, Condition condition) {
    List<String> values = condition.values();
    return switch (condition.operator()) {
      case EQUALS -> value -> compare(field, value, values.get(0)) == 0;
      case NOT_EQUALS -> value -> compare(field, value, values.get(0)) != 0;
      case GREATER -> value -> compare(field, value, values.get(0)) > 0;
      case AT_LEAST -> value -> compare(field, value, values.get(0)) >= 0;
      case LESS -> value -> compare(field, value, values.get(0)) < 0;
      case AT_MOST -> value -> compare(field, value, values.get(0)) <= 0;
      case BETWEEN ->
          value ->
              compare(field, value, values.get(0)) >= 0
                  && compare(field, value, values.get(1)) <= 0;
      case IN -> value -> values.stream().anyMatch(each -> compare(field, value, each) == 0);
      case NOT_IN -> value -> values.stream().noneMatch(each -> compare(field, value, each) == 0);
      case LIKE -> matches(Like.pattern(values.get(0)));
      case NOT_LIKE -> matches(Like.pattern(values.get(0))).negate();
      case REGEXP_MATCH -> matches(Pattern.compile(values.get(0)));
      case NOT_REGEXP_MATCH -> matches(Pattern.compile(values.get(0))).negate();
      case CONTAINS_ANY -> value -> values.stream().anyMatch(texts(value)::contains);
      case CONTAINS_ALL -> value -> texts(value).containsAll(values);
      case CONTAINS_NONE -> value -> values.stream().noneMatch(texts(value)::contains);
      case IS_NULL -> value -> texts(value).isEmpty();
      case IS_NOT_NULL -> value -> !texts(value).isEmpty();
      case DURING ->
          throw new Flaw(
              "OPERATOR_FIELD_MISMATCH", "Error in query: DURING is for segments.date alone.");
    };
  }

  private static int compare(Field field, Object value, String wanted) {
    if (!field.type().isNumber()) {
      return field.type() == Field.Type.BOOLEAN
          ? value.toString().compareToIgnoreCase(wanted)
          : value.toString().compareTo(wanted);
    }
    try {
      return new BigDecimal(value.toString()).compareTo(new BigDecimal(wanted));
    } catch (NumberFormatException e) {
      throw new Flaw("BAD_NUMBER", "Error in query: " + wanted + " is no number.");
    }
  }

  private static Predicate<Object> matches(Pattern pattern) {
    return value -> pattern.matcher(value.toString()).matches();
  }

  private static Collection<String> texts(Object value) {
    if (!(value instanceof Collection<?> many)) {
      return List.of(value.toString());
    }
    List<String> texts = new ArrayList<>();
    many.forEach(each -> texts.add(each.toString()));
    return texts;
  }
}
