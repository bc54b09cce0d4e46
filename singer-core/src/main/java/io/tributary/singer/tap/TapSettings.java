package io.tributary.singer.tap;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.config.Setting;
import java.time.Duration;
import java.util.Optional;

/** The settings that every tap has, beside its own. */
public record TapSettings(
    @Setting(value = "How many streams are read at once.", byDefault = "4") int maxParallelStreams,
    @Setting(
            value = "After how many seconds a state is written at the latest, while records flow.",
            byDefault = "10")
        Duration stateIntervalSeconds,
    @Setting(
            value = "Whether streams that are read in full say which rows are gone since.",
            byDefault = "false")
        boolean emitActivateVersionMessages,
    @Setting(
            "Where and how records are written to files instead of to the output: an object with"
                + " encoding (format, compression) and storage (root, prefix).")
        Optional<BatchConfig> batchConfig,
    @Setting(value = "How many records such a file holds.", byDefault = "10000")
        int batchSizeRows) {

  public TapSettings {
    if (maxParallelStreams < 1 || maxParallelStreams > 64) {
      throw new IllegalArgumentException("max_parallel_streams is not between 1 and 64");
    }
    if (stateIntervalSeconds.isNegative() || stateIntervalSeconds.isZero()) {
      throw new IllegalArgumentException("state_interval_seconds is not more than 0");
    }
    if (batchSizeRows < 1) {
      throw new IllegalArgumentException("batch_size_rows is not 1 or more");
    }
    batchConfig.ifPresent(BatchConfig::check);
    if (emitActivateVersionMessages && batchConfig.isPresent()) {
      throw new IllegalArgumentException(
          "emit_activate_version_messages cannot be had with batch_config, whose files carry no"
              + " version");
    }
  }

  /** The settings of a tap about which nothing is said. */
  public static TapSettings defaults() {
    return new TapSettings(4, Duration.ofSeconds(10), false, Optional.empty(), 10_000);
  }
}
