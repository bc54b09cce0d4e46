package io.tributary.singer.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard error is, if it is one. The programs of a pipe share it, so they take
 * turns in drawing progress on it: who has a lock on the device draws, until it has nothing to
 * draw.
 *
 * <p>Thread-safe.
 */
public final class Terminal {
  /** Standard error is a file, or a pipe. */
  public static final Terminal NONE = new Terminal(null, false);

  /** Set by the launcher, since Java cannot tell of a standard error what it is. */
  private static final String DEVICE = "TRIBUTARY_TERMINAL";

  /** Set by the launcher if standard output is a terminal. */
  private static final String OUTPUT = "TRIBUTARY_OUTPUT";

  private final @Nullable Path device;
  private final boolean takesOutput;
  private @Nullable FileChannel channel;

  private Terminal(@Nullable Path device, boolean takesOutput) {
    this.device = device;
    this.takesOutput = takesOutput;
  }

  /** What the launcher found. */
  static Terminal of(Map<String, String> environment) {
    String path = environment.getOrDefault(DEVICE, "");
    return path.isEmpty() ? NONE : new Terminal(Path.of(path), environment.containsKey(OUTPUT));
  }

  boolean isThere() {
    return device != null;
  }

  /** Whether standard output goes to a terminal as well. */
  boolean takesOutput() {
    return takesOutput;
  }

  /** Whether this process may draw. Where devices cannot be locked, everyone may. */
  synchronized boolean takeTurn() {
    Path path = device;
    if (path == null || channel != null) {
      return path != null;
    }
    try {
      FileChannel opened = FileChannel.open(path, StandardOpenOption.WRITE);
      FileLock lock = lock(opened);
      if (lock == null) {
        opened.close();
        return false;
      }
      channel = opened;
      return true;
    } catch (IOException e) {
      return true;
    }
  }

  private static @Nullable FileLock lock(FileChannel opened) throws IOException {
    try {
      return opened.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Lets others draw. */
  synchronized void endTurn() {
    FileChannel held = channel;
    channel = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw new IllegalStateException("closing " + device, e);
      }
    }
  }
}
