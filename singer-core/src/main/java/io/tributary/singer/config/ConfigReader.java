package io.tributary.singer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.error.Problem;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON object into config records, and reports everything wrong with it at once.
 *
 * <p>Several records may read the same object, each its own settings: a connector's and those that
 * every connector of its kind has. A name that none of them knows is a problem.
 */
public final class ConfigReader {
  private final ObjectNode json;
  private final Set<String> unread = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  public ConfigReader(ObjectNode json) {
    this.json = json;
    json.fieldNames().forEachRemaining(unread::add);
  }

  /**
   * Reads the one record that these settings are for.
   *
   * @throws SingerException.Config naming everything that is wrong
   */
  public static <C extends Record> C read(ObjectNode json, Class<C> type) {
    ConfigReader reader = new ConfigReader(json);
    Optional<C> config = reader.read(type);
    reader.finish();
    return config.orElseThrow();
  }

  /** Reads one record. Empty if something is wrong with it, which {@link #finish} will throw. */
  public <C extends Record> Optional<C> read(Class<C> type) {
    return Optional.ofNullable(type.cast(group(type)));
  }

  /**
   * Ends the reading.
   *
   * @throws SingerException.Config naming everything that is wrong, unknown settings included
   */
  public void finish() {
    unread.stream()
        .filter(name -> !ForeignSettings.asksForNothing(name, json.path(name)))
        .sorted()
        .forEach(name -> problems.add(new Problem(name, ForeignSettings.reason(name))));
    if (!problems.isEmpty()) {
      throw new SingerException.Config(problems);
    }
  }

  private @Nullable Object group(Class<? extends Record> type) {
    List<ConfigSetting> settings = ConfigSetting.of(type);
    @Nullable Object[] values = new Object[settings.size()];
    int before = problems.size();
    for (int i = 0; i < values.length; i++) {
      ConfigSetting setting = settings.get(i);
      values[i] = setting.isGroup() ? group(setting.groupType()) : value(setting);
    }
    return problems.size() == before ? construct(type, settings, values) : null;
  }

  private @Nullable Object value(ConfigSetting setting) {
    JsonNode given = given(setting);
    try {
      if (given != null) {
        return setting.isOptional()
            ? Optional.of(SettingValue.parse(given, setting.valueType()))
            : SettingValue.parse(given, setting.valueType());
      }
      if (setting.isOptional()) {
        return Optional.empty();
      }
      if (!setting.byDefault().isEmpty()) {
        return SettingValue.parse(Json.MAPPER.readTree(setting.byDefault()), setting.valueType());
      }
      problems.add(new Problem(setting.name(), "is required"));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      problems.add(
          new Problem(setting.name(), "is not " + SettingValue.describe(setting.valueType())));
    }
    return null;
  }

  /** The value under the setting's name or one of its aliases; null if there is none. */
  private @Nullable JsonNode given(ConfigSetting setting) {
    JsonNode found = null;
    String foundAs = "";
    for (String name : setting.names()) {
      JsonNode value = json.get(name);
      unread.remove(name);
      if (value == null || value.isNull()) {
        continue;
      }
      if (found != null) {
        problems.add(new Problem(name, "is another name of " + foundAs + "; give one of them"));
      }
      found = value;
      foundAs = name;
    }
    return found;
  }

  private @Nullable Object construct(
      Class<? extends Record> type, List<ConfigSetting> settings, @Nullable Object[] values) {
    Class<?>[] types = settings.stream().map(ConfigSetting::rawType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        problems.add(problem(String.valueOf(wrong.getMessage())));
        return null;
      }
      throw new IllegalStateException("cannot construct " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }

  /** A cross-check says "page_size is not between 1 and 100": the setting is its first word. */
  private static Problem problem(String message) {
    int space = message.indexOf(' ');
    return space < 0
        ? new Problem(message, "is wrong")
        : new Problem(message.substring(0, space), message.substring(space + 1));
  }
}
