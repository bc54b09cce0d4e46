package io.tributary.tap.stripe.vendor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The type of a property, as TypeScript writes it. */
sealed interface TypeExpression {
  /** A type by its name, which may have several parts, and what it is given between {@code <>}. */
  record Name(String text, List<TypeExpression> arguments) implements TypeExpression {}

  /** One value that is a type: {@code 'card'}, {@code true}, {@code 1}. */
  record Literal(String text) implements TypeExpression {}

  /** One of several types. */
  record Union(List<TypeExpression> members) implements TypeExpression {}

  /** An object of named properties. */
  record Members(List<Member> members) implements TypeExpression {}

  /** An object whose property names are data. */
  record Index(TypeExpression value) implements TypeExpression {}

  /**
   * A property.
   *
   * @param doc what is written above it
   */
  record Member(String name, TypeExpression type, String doc) {}

  /** The types that it may be: those of a union, or itself. */
  default List<TypeExpression> alternatives() {
    return this instanceof Union union
        ? union.members().stream()
            .flatMap(member -> member.alternatives().stream())
            .collect(Collectors.toList())
        : Stream.of(this).toList();
  }

  /** Whether it is a type of this name, and given nothing. */
  default boolean is(String name) {
    return this instanceof Name known && known.text().equals(name);
  }
}
