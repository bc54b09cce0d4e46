package io.tributary.singer.target;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings that every target has, beside its own.
 *
 * @param batch when a stream's rows are loaded
 * @param invalid what becomes of bad input
 * @param flattening how nested objects become columns
 */
public record TargetSettings(
    BatchSettings batch,
    InvalidSettings invalid,
    FlatteningSettings flattening,
    @Setting(
            value =
                "What a plain number becomes: exact keeps every digit as a decimal that widens,"
                    + " double is the nearest binary fraction.",
            byDefault = "\"exact\"")
        NumberType numberType,
    @Setting(
            value = "Whether ACTIVATE_VERSION messages remove rows of older versions.",
            byDefault = "true")
        boolean processActivateVersionMessages,
    @Setting(
            "From where BATCH messages may name files: an object with storage (root), a folder;"
                + " without it they are refused.")
        Optional<BatchConfig> batchConfig,
    @Setting(
            "The folder for rows that are not loaded yet; the system's folder for temporary files"
                + " if none is given.")
        Optional<Path> spoolDirectory) {

  /** What a plain {@code number} is stored as. */
  public enum NumberType {
    EXACT,
    DOUBLE
  }

  /**
   * When a stream's rows are loaded: at whichever comes first.
   *
   * @param batchSizeBytes of rows before compression
   * @param batchWaitLimitSeconds since the oldest of them arrived
   */
  public record BatchSettings(
      @Setting(value = "After how many records a stream is loaded.", byDefault = "500000")
          int batchSizeRows,
      @Setting(
              value = "After how many bytes of rows a stream is loaded, before compression.",
              byDefault = "268435456")
          long batchSizeBytes,
      @Setting(
              value = "After how many seconds a stream is loaded, counted from its oldest record.",
              byDefault = "60")
          Duration batchWaitLimitSeconds) {
    public BatchSettings {
      if (batchSizeRows < 1) {
        throw new IllegalArgumentException("batch_size_rows is not 1 or more");
      }
      if (batchSizeBytes < 1) {
        throw new IllegalArgumentException("batch_size_bytes is not 1 or more");
      }
      if (batchWaitLimitSeconds.isNegative() || batchWaitLimitSeconds.isZero()) {
        throw new IllegalArgumentException("batch_wait_limit_seconds is not more than 0");
      }
    }
  }

  /**
   * What becomes of bad input.
   *
   * @param maxLineBytes the longest line that is read
   */
  public record InvalidSettings(
      @Setting(value = "Whether records are checked against their schema.", byDefault = "true")
          boolean validateRecords,
      @Setting(
              value =
                  "What becomes of a bad record: fail ends the run, set_aside writes it to"
                      + " reject_file and goes on.",
              byDefault = "\"fail\"")
          OnInvalid onInvalid,
      @Setting("The file for bad records, as lines of JSON; needed for set_aside.")
          Optional<Path> rejectFile,
      @Setting(
              value = "How many bad records are set aside before the run ends after all.",
              byDefault = "1000")
          long maxRejects,
      @Setting(value = "The most bytes that a line of the input may have.", byDefault = "16777216")
          int maxLineBytes) {
    public InvalidSettings {
      if (onInvalid == OnInvalid.SET_ASIDE && rejectFile.isEmpty()) {
        throw new IllegalArgumentException("reject_file is needed for on_invalid set_aside");
      }
      if (maxRejects < 0) {
        throw new IllegalArgumentException("max_rejects is not 0 or more");
      }
      if (maxLineBytes < 1024 || maxLineBytes > 1 << 30) {
        throw new IllegalArgumentException("max_line_bytes is not between 1024 and 1073741824");
      }
    }
  }

  /** What becomes of a bad record. */
  public enum OnInvalid {
    FAIL,
    SET_ASIDE
  }

  /** How nested objects become columns of their own. */
  public record FlatteningSettings(
      @Setting(value = "Whether nested objects become columns of their own.", byDefault = "false")
          boolean flatteningEnabled,
      @Setting(
              value = "How deep objects are flattened; what lies deeper stays JSON.",
              byDefault = "1")
          int flatteningMaxDepth,
      @Setting(value = "What stands between the names of a path.", byDefault = "\"__\"")
          String flatteningSeparator,
      @Setting(value = "The longest name of a flattened column, in characters.", byDefault = "255")
          int flatteningMaxKeyLength) {
    public FlatteningSettings {
      if (flatteningMaxDepth < 0) {
        throw new IllegalArgumentException("flattening_max_depth is not 0 or more");
      }
      if (flatteningMaxKeyLength < 16) {
        throw new IllegalArgumentException("flattening_max_key_length is not 16 or more");
      }
    }
  }

  /** The settings of a target about which nothing is said. */
  public static TargetSettings defaults() {
    return new TargetSettings(
        new BatchSettings(500_000, 256L << 20, Duration.ofSeconds(60)),
        new InvalidSettings(true, OnInvalid.FAIL, Optional.empty(), 1_000, 16 << 20),
        new FlatteningSettings(false, 1, "__", 255),
        NumberType.EXACT,
        true,
        Optional.empty(),
        Optional.empty());
  }
}
