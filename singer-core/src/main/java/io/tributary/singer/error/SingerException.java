package io.tributary.singer.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A failure with a known culprit. Its message is one sentence that a person can act on. */
public abstract sealed class SingerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private SingerException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the process exits with because of this. */
  public final ExitCode exitCode() {
    return exitCode;
  }

  /** The settings are wrong: every problem at once. */
  public static final class Config extends SingerException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public Config(List<Problem> problems) {
      super(
          ExitCode.CONFIG,
          problems.stream().map(Problem::toString).collect(Collectors.joining("\n")),
          null);
      this.problems = List.copyOf(problems);
    }

    public Config(String where, String what) {
      this(List.of(new Problem(where, what)));
    }

    public List<Problem> problems() {
      return problems;
    }
  }

  /** The input is not what the protocol asks for. */
  public static final class Protocol extends SingerException {
    private static final long serialVersionUID = 1L;

    /**
     * @param line the number of the line, the first being 1
     */
    public Protocol(long line, String what, @Nullable Throwable cause) {
      super(ExitCode.PROTOCOL, "line " + line + ": " + what, cause);
    }

    public Protocol(long line, String what) {
      this(line, what, null);
    }
  }

  /** The system that is read failed, or refused. */
  public static final class Source extends SingerException {
    private static final long serialVersionUID = 1L;

    public Source(String message, @Nullable Throwable cause) {
      super(ExitCode.SOURCE, message, cause);
    }

    public Source(String message) {
      this(message, null);
    }
  }

  /**
   * The system that is read lets nobody in with these settings: no stream can be read, so that a
   * run ends with the first that says so.
   */
  public static final class NoAccess extends SingerException {
    private static final long serialVersionUID = 1L;

    public NoAccess(String message, @Nullable Throwable cause) {
      super(ExitCode.SOURCE, message, cause);
    }
  }

  /** The source's quota is used up. The message says which, and when it returns. */
  public static final class Quota extends SingerException {
    private static final long serialVersionUID = 1L;

    public Quota(String message) {
      super(ExitCode.QUOTA, message, null);
    }
  }

  /** The system that is written failed, or refused. */
  public static final class Destination extends SingerException {
    private static final long serialVersionUID = 1L;

    public Destination(String message, @Nullable Throwable cause) {
      super(ExitCode.DESTINATION, message, cause);
    }

    public Destination(String message) {
      this(message, null);
    }

    /**
     * A library for the processor itself is missing: its jar unpacks it into the folder for
     * temporary files and loads it from there.
     *
     * @param megabytes the room that it needs
     */
    public static Destination unloadable(String library, int megabytes, LinkageError failure) {
      Throwable why = failure;
      while (why.getCause() != null) {
        why = why.getCause();
      }
      return new Destination(
          library
              + " cannot be loaded from the folder for temporary files, "
              + System.getProperty("java.io.tmpdir")
              + ", which needs room for "
              + megabytes
              + " MB and leave to execute: "
              + why.getMessage()
              + "; another folder in TMPDIR helps",
          failure);
    }
  }

  /**
   * Whoever reads our output has ended. A run stops quietly: the other process says what happened.
   */
  public static final class ReaderGone extends SingerException {
    private static final long serialVersionUID = 1L;

    public ReaderGone(Throwable cause) {
      super(ExitCode.READER_GONE, "the reader of the output has ended", cause);
    }
  }

  /** A record does not fit its schema or its destination. */
  public static final class Data extends SingerException {
    private static final long serialVersionUID = 1L;

    private final String stream;
    private final String what;

    public Data(String stream, String what, @Nullable Throwable cause) {
      super(ExitCode.DATA, stream + ": " + what, cause);
      this.stream = stream;
      this.what = what;
    }

    public Data(String stream, String what) {
      this(stream, what, null);
    }

    /** The same, saying in which line of the input it lies. */
    public Data atLine(long line) {
      return new Data(stream, "line " + line + ": " + what, this);
    }
  }

  /** More bad records than the user allows; exits as the last of them would have. */
  public static final class TooManyRejects extends SingerException {
    private static final long serialVersionUID = 1L;

    public TooManyRejects(String message, SingerException last) {
      super(last.exitCode(), message, last);
    }
  }

  /** Some streams failed; the others finished and their state is out. */
  public static final class Partial extends SingerException {
    private static final long serialVersionUID = 1L;

    public Partial(List<String> failures) {
      super(ExitCode.PARTIAL, String.join("\n", failures), null);
    }
  }
}
