package io.tributary.singer.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Settings of Meltano's SDK that are not had here, and what to do instead. */
final class ForeignSettings {
  private static final String MAPS =
      "is not had here, since maps are expressions in Python; choose streams and fields in the"
          + " catalog, or put meltano-map-transformer between tap and target";
  private static final String FLATTENING =
      "is a setting of targets; set it there, and leave it out here";

  private static final Map<String, String> REASONS =
      Map.of(
          "stream_maps", MAPS,
          "stream_map_config", MAPS,
          "faker_config", MAPS,
          "flattening_enabled", FLATTENING,
          "flattening_max_depth", FLATTENING,
          "flattening_separator", FLATTENING,
          "flattening_max_key_length", FLATTENING);

  private ForeignSettings() {}

  /** Whether a value asks for nothing, so that its setting may be there or not. */
  static boolean asksForNothing(String name, JsonNode value) {
    boolean isNothing =
        value.isNull()
            || (value.isContainerNode() && value.isEmpty())
            || (value.isBoolean() && !value.booleanValue());
    return isNothing && REASONS.containsKey(name);
  }

  /** What is wrong with a setting that nobody reads. */
  static String reason(String name) {
    return REASONS.getOrDefault(name, "is not a setting; is it a typo?");
  }
}
