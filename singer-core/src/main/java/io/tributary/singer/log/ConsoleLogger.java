package io.tributary.singer.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One SLF4J logger: passes on to the installed {@link Console}. Thread-safe. */
final class ConsoleLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  ConsoleLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return shows(Severity.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return shows(Severity.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return shows(Severity.WARNING);
  }

  @Override
  public boolean isErrorEnabled() {
    return shows(Severity.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    Console console = Console.current();
    if (console != null) {
      String message =
          arguments == null || arguments.length == 0
              ? String.valueOf(pattern)
              : MessageFormatter.basicArrayFormat(pattern, arguments);
      console.log(name, Severity.of(level), message, failure);
    }
  }

  private boolean shows(Severity severity) {
    Console console = Console.current();
    return console != null && console.shows(name, severity);
  }
}
