package io.tributary.singer.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One setting of a config record: what its component and its {@link Setting} say.
 *
 * <p>A component whose type is itself a record of settings is a group: its settings stand beside
 * the others.
 */
public final class ConfigSetting {
  private final RecordComponent component;

  private ConfigSetting(RecordComponent component) {
    this.component = component;
  }

  /** The components of a config record, groups as one. */
  static List<ConfigSetting> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(ConfigSetting::new).toList();
  }

  /** All settings of a config record, those of its groups in their place. */
  public static List<ConfigSetting> all(Class<? extends Record> type) {
    List<ConfigSetting> all = new ArrayList<>();
    for (ConfigSetting setting : of(type)) {
      if (setting.isGroup()) {
        all.addAll(all(setting.groupType()));
      } else {
        all.add(setting);
      }
    }
    return all;
  }

  /** {@code startDate} in Java is {@code start_date} in JSON. */
  public String name() {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The name, and then the others by which the setting is accepted. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(name());
    names.addAll(List.of(annotation().aliases()));
    return names;
  }

  /** One sentence for people. */
  public String sentence() {
    return annotation().value();
  }

  /** The default in JSON text; empty if there is none. */
  public String byDefault() {
    return annotation().byDefault();
  }

  public boolean isRequired() {
    return !isOptional() && byDefault().isEmpty();
  }

  public boolean isSecret() {
    return SettingValue.mentions(valueType(), Secret.class);
  }

  /** The words that the value may be, with commas between them; empty if it is not an enum. */
  public String choices() {
    Class<?> raw = valueType() instanceof Class<?> type ? type : Object.class;
    return raw.isEnum() ? SettingValue.words(raw) : "";
  }

  boolean isOptional() {
    return component.getType() == Optional.class;
  }

  boolean isGroup() {
    return component.getType().isRecord() && !component.isAnnotationPresent(Setting.class);
  }

  Class<? extends Record> groupType() {
    return component.getType().asSubclass(Record.class);
  }

  Class<?> rawType() {
    return component.getType();
  }

  /** The type of the value: inside of the {@link Optional}, if it is one. */
  public Type valueType() {
    return isOptional() && component.getGenericType() instanceof ParameterizedType optional
        ? optional.getActualTypeArguments()[0]
        : component.getGenericType();
  }

  private Setting annotation() {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " has no @Setting");
    }
    return setting;
  }
}
