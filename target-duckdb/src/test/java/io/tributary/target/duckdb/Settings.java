package io.tributary.target.duckdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.json.RawJson;
import io.tributary.singer.sql.WarehouseSettings;
import java.nio.file.Path;

/** Settings in JSON, with single quotes for double ones. */
final class Settings {
  private Settings() {}

  static WarehouseSettings warehouse(String json) {
    return ConfigReader.read(object(json), WarehouseSettings.class);
  }

  static TargetDuckdb.Config config(Path file, String json) {
    return ConfigReader.read(object(json).put("path", file.toString()), TargetDuckdb.Config.class);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) RawJson.of(json.replace('\'', '"')).tree();
  }
}
