package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for one run's rows, which only its owner may look into.
 *
 * <p>It holds a file that the run keeps locked. A folder whose file is not locked was left behind
 * by a run that was killed, and the next run removes it; as it does one that has been without that
 * file for a while, whose run was killed as it began or ended.
 */
final class SpoolFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
  private static final String PREFIX = "tributary-spool-";
  private static final String LOCK = "lock";

  /** How long after a folder its lock may come. */
  private static final Duration UNLOCKED = Duration.ofMinutes(5);

  private final Path path;
  private final FileChannel lock;

  private SpoolFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * @throws SingerException.Config if there can be no folder there
   */
  static SpoolFolder make(Optional<Path> parent) {
    Path place = parent.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    try {
      removeLeftovers(place);
      Path path = Files.createTempDirectory(place, PREFIX + ProcessHandle.current().pid() + "-");
      FileChannel lock =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock.lock();
      return Files.exists(path.resolve(LOCK)) ? new SpoolFolder(path, lock) : make(parent);
    } catch (IOException e) {
      throw new SingerException.Config(
          "spool_directory", place + " cannot be written to: " + e.getMessage());
    }
  }

  /**
   * Our own process's folders are left alone: to look at their locks would release them.
   *
   * @see FileLock
   */
  private static void removeLeftovers(Path place) throws IOException {
    String ours = PREFIX + ProcessHandle.current().pid() + "-";
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!String.valueOf(folder.getFileName()).startsWith(ours)) {
          removeIfAbandoned(folder);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * A folder that is not ours to look into, or is new and has no lock yet, is somebody's. The lock
   * is held until the folder is gone, so that an owner that comes late notices.
   */
  private static void removeIfAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        delete(folder);
      }
    } catch (NoSuchFileException e) {
      removeIfOld(folder);
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("a folder of another run is left alone folder={}", folder);
    }
  }

  private static void removeIfOld(Path folder) {
    try {
      Instant changed = Files.getLastModifiedTime(folder).toInstant();
      if (changed.plus(UNLOCKED).isBefore(Instant.now())) {
        delete(folder);
      }
    } catch (IOException e) {
      LOG.debug("a folder of another run is left alone folder={}", folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
      delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
