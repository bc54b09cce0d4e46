package io.tributary.target.snowflake;

import io.tributary.singer.connector.Batch;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder that holds the files of a batch as they are to be sent, and nothing else, under names
 * that say their order. Closing removes it.
 *
 * <p>Spooled files are small. Of a large batch several make one: their zstd frames simply follow
 * each other.
 */
record PutFolder(Path path) implements AutoCloseable {
  /** How many files the smallest warehouse copies at once. */
  private static final int AT_ONCE = 8;

  /**
   * @param fileSize the bytes that a file should not exceed, unless it is one that was spooled
   */
  static PutFolder of(Batch batch, long fileSize) {
    Path parent = batch.files().get(0).toAbsolutePath().getParent();
    try {
      PutFolder folder = new PutFolder(Files.createTempDirectory(parent, "put"));
      int number = 0;
      for (List<Path> files : grouped(batch.files(), fileSize)) {
        folder.add(String.format(Locale.ROOT, "%05d.csv.zst", number++), files);
      }
      return folder;
    } catch (IOException e) {
      throw new SingerException.Destination(
          "the rows that wait in " + parent + " cannot be sent: " + e.getMessage(), e);
    }
  }

  private static List<List<Path>> grouped(List<Path> files, long fileSize) throws IOException {
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    long most = Math.min(fileSize, total / AT_ONCE);
    List<List<Path>> groups = new ArrayList<>();
    long size = 0;
    for (Path file : files) {
      long more = Files.size(file);
      if (groups.isEmpty() || size + more > most) {
        groups.add(new ArrayList<>());
        size = 0;
      }
      groups.get(groups.size() - 1).add(file);
      size += more;
    }
    return groups;
  }

  private void add(String name, List<Path> files) throws IOException {
    Path there = path.resolve(name);
    if (files.size() == 1) {
      link(there, files.get(0).toAbsolutePath());
      return;
    }
    try (FileChannel out =
        FileChannel.open(there, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Path file : files) {
        append(file, out);
      }
    }
  }

  private static void append(Path file, FileChannel out) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      long done = 0;
      while (done < in.size()) {
        done += in.transferTo(done, in.size() - done, out);
      }
    }
  }

  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | IOException e) {
      Files.createSymbolicLink(link, file);
    }
  }

  @Override
  public void close() {
    try (var files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new SingerException.Destination(path + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
