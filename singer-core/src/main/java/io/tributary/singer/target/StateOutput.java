package io.tributary.singer.target;

import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where committed states go: a line on standard output each, and the newest in a file.
 *
 * <p>The file is replaced as a whole, so that whoever reads it, and whenever the process dies,
 * finds one state in full. For one thread at a time.
 */
public final class StateOutput {
  private final OutputStream out;
  private final Optional<Path> file;

  /**
   * @param file the file that keeps the newest state, if one is wanted
   */
  public StateOutput(OutputStream out, Optional<Path> file) {
    this.out = out;
    this.file = file.map(Path::toAbsolutePath);
  }

  /**
   * Emits a state. It is in the file, and the file is on the disk, before the line is printed.
   *
   * @throws SingerException.Destination if the file cannot be written
   */
  public void emit(RawJson value) {
    file.ifPresent(path -> keep(path, value));
    try {
      byte[] line = new byte[value.length() + 1];
      System.arraycopy(value.bytes(), value.offset(), line, 0, value.length());
      line[value.length()] = '\n';
      out.write(line);
      out.flush();
    } catch (IOException e) {
      throw new SingerException.Destination(
          "the state cannot be written to standard output: " + e.getMessage(), e);
    }
  }

  private static void keep(Path file, RawJson value) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new SingerException.Config(
          file.toString(), "is not a file that a state can be kept in");
    }
    Path draft = folder.resolve(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer text = ByteBuffer.wrap(value.bytes(), value.offset(), value.length());
        while (text.hasRemaining()) {
          channel.write(text);
        }
        channel.force(true);
      }
      replace(draft, file);
      syncFolder(folder);
    } catch (IOException e) {
      throw new SingerException.Destination(
          "the state cannot be kept in " + file + ": " + e.getMessage(), e);
    }
  }

  private static void replace(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The new name is durable only when the folder is. Where a folder cannot be opened, it is. */
  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      if (Files.isReadable(folder) && System.getProperty("os.name").startsWith("Linux")) {
        throw e;
      }
    }
  }
}
