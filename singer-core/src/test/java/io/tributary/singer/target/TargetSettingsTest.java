package io.tributary.singer.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetSettingsTest {
  @Test
  void saysNothingMeansTheDefaults() {
    assertThat(read("{}")).isEqualTo(TargetSettings.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'batch_size_rows': 0}|batch_size_rows: is not 1 or more",
        "{'batch_size_bytes': 0}|batch_size_bytes: is not 1 or more",
        "{'batch_wait_limit_seconds': 0}|batch_wait_limit_seconds: is not more than 0",
        "{'on_invalid': 'set_aside'}|reject_file: is needed for on_invalid set_aside",
        "{'on_invalid': 'ignore'}|on_invalid: is not one of fail, set_aside",
        "{'max_rejects': -1}|max_rejects: is not 0 or more",
        "{'max_line_bytes': 10}|max_line_bytes: is not between 1024 and 1073741824",
        "{'flattening_max_depth': -1}|flattening_max_depth: is not 0 or more",
        "{'flattening_max_key_length': 3}|flattening_max_key_length: is not 16 or more",
      })
  void refusesWhatMakesNoSense(String settings, String sentence) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(SingerException.Config.class)
        .hasMessage(sentence);
  }

  private static TargetSettings read(String json) {
    try {
      return ConfigReader.read(
          (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"')), TargetSettings.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
