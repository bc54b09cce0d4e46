package io.tributary.singer.error;

/** What the process tells its caller: one constant per culprit, so that a script can react. */
public enum ExitCode {
  /** Everything that was read is where it belongs. */
  OK(0, "nobody: everything is done"),
  /** A fault of ours. */
  BUG(1, "Tributary: please report it"),
  /** The command line. */
  USAGE(2, "the command line"),
  /** The settings. */
  CONFIG(3, "the settings"),
  /** The messages read. */
  PROTOCOL(4, "the input: a line is not a Singer message"),
  /** The system read. */
  SOURCE(5, "the system that is read"),
  /** The system written. */
  DESTINATION(6, "the system that is written"),
  /** A record that does not fit. */
  DATA(7, "a record"),
  /** Some streams failed; the others finished and their state is out. */
  PARTIAL(8, "some streams; the others finished and their state is out"),
  /** The source's quota is used up; state is out, a later run goes on. */
  QUOTA(9, "the source's quota, which is used up: run again later"),
  /** SIGINT: only what is committed is acknowledged. */
  INTERRUPTED(130, "SIGINT: only what is committed is acknowledged"),
  /**
   * The reader of standard output is gone: 128 and SIGPIPE, as shells report it. What it has taken
   * is its own to acknowledge.
   */
  READER_GONE(141, "the reader of the output, which ended first: see its own message"),
  /** SIGTERM: only what is committed is acknowledged. */
  TERMINATED(143, "SIGTERM: only what is committed is acknowledged");

  private final int value;
  private final String fault;

  ExitCode(int value, String fault) {
    this.value = value;
    this.fault = fault;
  }

  /** The number the process exits with. */
  public int value() {
    return value;
  }

  /** Whose fault it is, in a few words: what the reference page prints. */
  public String fault() {
    return fault;
  }
}
