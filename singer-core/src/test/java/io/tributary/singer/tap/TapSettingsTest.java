package io.tributary.singer.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.singer.config.BatchConfig;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapSettingsTest {
  @Test
  void hasTheDefaultsThatItDocuments() {
    assertThat(ConfigReader.read(Recording.object("{}"), TapSettings.class))
        .isEqualTo(TapSettings.defaults());
  }

  @Test
  void readsEverySetting() {
    TapSettings settings =
        ConfigReader.read(
            Recording.object(
                """
                {'max_parallel_streams': 2, 'state_interval_seconds': 1.5, 'batch_size_rows': 7,
                'emit_activate_version_messages': 'false', 'batch_config': {
                'encoding': {'format': 'jsonl', 'compression': 'none'},
                'storage': {'root': 'file:///b', 'prefix': 'p-'}}}\
                """),
            TapSettings.class);

    assertThat(settings.maxParallelStreams()).isEqualTo(2);
    assertThat(settings.stateIntervalSeconds()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.batchSizeRows()).isEqualTo(7);
    BatchConfig batches = settings.batchConfig().orElseThrow();
    assertThat(batches.format()).isEqualTo("jsonl");
    assertThat(batches.compression()).isEqualTo("none");
    assertThat(batches.root()).isEqualTo(Path.of("/b"));
    assertThat(batches.prefix()).isEqualTo("p-");
  }

  @Test
  void fillsInWhatABatchConfigLeavesOut() {
    BatchConfig batches =
        ConfigReader.read(
                Recording.object("{'batch_config': {'storage': {'root': 'b'}}}"), TapSettings.class)
            .batchConfig()
            .orElseThrow();

    assertThat(batches.format()).isEqualTo("jsonl");
    assertThat(batches.compression()).isEqualTo("gzip");
    assertThat(batches.root()).isEqualTo(Path.of("b"));
    assertThat(batches.prefix()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'max_parallel_streams': 0} | max_parallel_streams: is not between 1 and 64",
        "{'max_parallel_streams': 65} | max_parallel_streams: is not between 1 and 64",
        "{'state_interval_seconds': 0} | state_interval_seconds: is not more than 0",
        "{'state_interval_seconds': -1} | state_interval_seconds: is not more than 0",
        "{'batch_size_rows': 0} | batch_size_rows: is not 1 or more",
        "{'batch_config': {}} | batch_config: has no storage.root",
        "{'batch_config': {'storage': {'root': ''}}} | batch_config: has no storage.root",
        "{'batch_config': {'storage': {'root': 's3://b'}}}"
            + " | batch_config: has a storage.root that is not a folder",
        "{'batch_config': {'storage': {'root': 'b'}, 'encoding': {'format': 'parquet'}}}"
            + " | batch_config: has a format that is not jsonl",
        "{'batch_config': {'storage': {'root': 'b'}, 'encoding': {'compression': 'zip'}}}"
            + " | batch_config: has a compression that is not gzip or none",
        "{'batch_config': {'storage': {'root': 'b'}}, 'emit_activate_version_messages': true}"
            + " | emit_activate_version_messages: cannot be had with batch_config, whose files"
            + " carry no version",
      })
  void refusesWhatCannotBe(String settings, String problem) {
    assertThatThrownBy(() -> ConfigReader.read(Recording.object(settings), TapSettings.class))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage(problem);
  }
}
