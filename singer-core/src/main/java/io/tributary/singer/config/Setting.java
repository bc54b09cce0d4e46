package io.tributary.singer.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one setting: a component of a connector's config record. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {
  /** One sentence for people, ending in a full stop. */
  String value();

  /**
   * The value when none is given, in JSON text. Empty: the setting is required, unless its
   * component is an {@link java.util.Optional}.
   */
  String byDefault() default "";

  /** Other names by which the setting is accepted, such as another connector's. */
  String[] aliases() default {};
}
