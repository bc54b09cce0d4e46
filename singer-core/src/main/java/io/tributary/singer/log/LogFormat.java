package io.tributary.singer.log;

import java.util.Locale;

/** How a line on standard error is written. */
public enum LogFormat {
  /** {@code INFO message}: what singer-python writes, so that its parsers of METRIC lines work. */
  TEXT,
  /**
   * One JSON object a line, in the shape of Meltano's SDK.
   *
   * @see <a href="https://sdk.meltano.com/en/latest/implementation/logging.html">Structured
   *     logs</a>
   */
  JSON;

  /** As the command line spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
