package io.tributary.singer.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records in files instead of messages: the setting {@code batch_config} as Meltano's SDK has it.
 *
 * @param encoding how the files are written; JSON lines, compressed by gzip, unless it is said
 * @param storage where they are
 */
public record BatchConfig(@Nullable Encoding encoding, @Nullable Storage storage) {

  /**
   * Refuses what cannot be done; a config record that has this setting calls it.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public void check() {
    if (!format().equals("jsonl")) {
      throw new IllegalArgumentException("batch_config has a format that is not jsonl");
    }
    if (!compression().equals("gzip") && !compression().equals("none")) {
      throw new IllegalArgumentException("batch_config has a compression that is not gzip or none");
    }
    if (storage == null || storage.root == null || storage.root.isEmpty()) {
      throw new IllegalArgumentException("batch_config has no storage.root");
    }
    if (storage.root.contains("://") && !storage.root.startsWith("file://")) {
      throw new IllegalArgumentException("batch_config has a storage.root that is not a folder");
    }
  }

  /** How a line is written: {@code jsonl} is the one that we read and write. */
  public String format() {
    return encoding == null || encoding.format == null ? "jsonl" : encoding.format;
  }

  /** {@code gzip} or {@code none}. */
  public String compression() {
    return encoding == null || encoding.compression == null ? "gzip" : encoding.compression;
  }

  /** The folder that holds the files: files elsewhere are neither written nor read. */
  public Path root() {
    String root = storage == null || storage.root == null ? "" : storage.root;
    return root.startsWith("file://") ? Path.of(URI.create(root)) : Path.of(root);
  }

  /** What the files' names begin with. */
  public String prefix() {
    return storage == null || storage.prefix == null ? "" : storage.prefix;
  }

  /** How the files are written. */
  public record Encoding(@Nullable String format, @Nullable String compression) {}

  /** Where the files are. */
  public record Storage(@Nullable String root, @Nullable String prefix) {}
}
