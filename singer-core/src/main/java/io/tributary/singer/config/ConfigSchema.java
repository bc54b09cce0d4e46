package io.tributary.singer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings of a connector, described: for {@code --about}, and for the reference page. */
public final class ConfigSchema {
  private final List<ConfigSetting> settings;

  private ConfigSchema(List<ConfigSetting> settings) {
    this.settings = List.copyOf(settings);
  }

  /** The settings of several records that are read from one object. */
  @SafeVarargs
  public static ConfigSchema of(Class<? extends Record>... types) {
    List<ConfigSetting> all = new ArrayList<>();
    for (Class<? extends Record> type : types) {
      all.addAll(ConfigSetting.all(type));
    }
    return new ConfigSchema(all);
  }

  public List<ConfigSetting> settings() {
    return settings;
  }

  /** The settings as a JSON Schema, with Meltano's {@code secret} on those that are. */
  public ObjectNode toJson() {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.MAPPER.createArrayNode();
    for (ConfigSetting setting : settings) {
      properties.set(setting.name(), property(setting));
      if (setting.isRequired()) {
        required.add(setting.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode property(ConfigSetting setting) {
    ObjectNode property = SettingValue.jsonType(setting.valueType());
    property.put("title", title(setting.name()));
    property.put("description", setting.sentence());
    if (!setting.byDefault().isEmpty()) {
      property.set("default", parsed(setting));
    }
    if (setting.isSecret()) {
      property.put("secret", true);
      property.put("writeOnly", true);
    }
    List<String> others = setting.names().subList(1, setting.names().size());
    if (!others.isEmpty()) {
      ArrayNode aliases = property.putArray("x-aliases");
      others.forEach(aliases::add);
    }
    return property;
  }

  private static JsonNode parsed(ConfigSetting setting) {
    try {
      return Json.MAPPER.readTree(setting.byDefault());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(setting.name() + ": the default is not JSON", e);
    }
  }

  private static String title(String name) {
    String words = name.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
