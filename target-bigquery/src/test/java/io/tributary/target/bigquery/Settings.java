package io.tributary.target.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.json.RawJson;

/** Settings in JSON, with single quotes for double ones. */
final class Settings {
  static final String LEAST = "{'project': 'my-project', 'dataset': 'raw'}";

  private Settings() {}

  /** The least settings, and these. */
  static TargetBigquery.Config config(String more) {
    ObjectNode json = object(LEAST);
    json.setAll(object(more));
    return ConfigReader.read(json, TargetBigquery.Config.class);
  }

  static ObjectNode object(String json) {
    return (ObjectNode) RawJson.of(json.replace('\'', '"')).tree();
  }
}
