package io.tributary.singer.log;

import java.util.Locale;
import org.slf4j.event.Level;

/** How much a line matters, in Singer's words. */
public enum Severity {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  /** What ended the run. */
  CRITICAL;

  static Severity of(Level level) {
    return switch (level) {
      case TRACE, DEBUG -> DEBUG;
      case INFO -> INFO;
      case WARN -> WARNING;
      case ERROR -> ERROR;
    };
  }

  String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
