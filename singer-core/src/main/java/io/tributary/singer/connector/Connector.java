package io.tributary.singer.connector;

/**
 * A tap or a target: a name, and the record that holds its settings.
 *
 * @param <C> the settings, each component of which carries a {@link
 *     io.tributary.singer.config.Setting}
 */
public sealed interface Connector<C extends Record> permits Tap, Target {
  /** The executable's name, such as {@code tap-stripe}. */
  String name();

  /** One sentence for people, ending in a full stop. */
  String description();

  Class<C> configType();
}
