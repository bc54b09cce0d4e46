package io.tributary.singer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.config.ConfigReader;
import io.tributary.singer.config.ConfigSetting;
import io.tributary.singer.config.Setting;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.RawJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every config record promises, as tests: a setting that is left out has its default, each
 * setting is read into its own component, each wrong value is refused by name, and no secret shows.
 *
 * <pre>{@code
 * ConfigContract.of(Config.class, "{'api_key': 'k'}")
 *     .setting("page_size", "50").refusing("0", "is not between 1 and 100")
 *     .checks()
 * }</pre>
 *
 * <p>The checks fail if a setting is missing from them. JSON may be written with single quotes.
 *
 * @param <C> the config record
 */
public final class ConfigContract<C extends Record> {
  private final Class<C> type;
  private final ObjectNode least;
  private final Map<String, JsonNode> differing = new LinkedHashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private record Refusal(String setting, JsonNode value, String reason) {}

  private ConfigContract(Class<C> type, ObjectNode least) {
    this.type = type;
    this.least = least;
  }

  /**
   * The contract of a config record.
   *
   * @param least the settings that are required, and no others
   */
  public static <C extends Record> ConfigContract<C> of(Class<C> type, String least) {
    return new ConfigContract<>(type, (ObjectNode) json(least));
  }

  /** A value of a setting, in JSON, that differs from its default. */
  public ConfigContract<C> setting(String name, String value) {
    differing.put(name, json(value));
    return this;
  }

  /** A wrong value of a setting, the nearest to a right one, and what is said about it. */
  public ConfigContract<C> refusing(String name, String value, String reason) {
    refusals.add(new Refusal(name, json(value), reason));
    return this;
  }

  /** The checks. */
  public Stream<DynamicTest> checks() {
    List<DynamicTest> more = new ArrayList<>();
    more.add(DynamicTest.dynamicTest("every setting is tried", this::triesEverySetting));
    more.add(DynamicTest.dynamicTest("every default can be read", this::readsItsDefaults));
    more.add(DynamicTest.dynamicTest("a typo is refused", this::refusesTypos));
    more.add(DynamicTest.dynamicTest("every setting has a sentence", this::describesItself));
    differing.forEach(
        (name, value) -> {
          more.add(DynamicTest.dynamicTest(name + " is read", () -> reads(name, value)));
          if (setting(name).isSecret()) {
            more.add(DynamicTest.dynamicTest(name + " is not shown", () -> hides(name, value)));
          }
        });
    refusals.forEach(
        refusal ->
            more.add(
                DynamicTest.dynamicTest(
                    refusal.setting + " is not " + refusal.value, () -> refuses(refusal))));
    for (ConfigSetting setting : ConfigSetting.all(type)) {
      if (setting.isRequired()) {
        more.add(
            DynamicTest.dynamicTest(
                setting.name() + " is required", () -> asksFor(setting.name())));
      }
    }
    return more.stream();
  }

  private void triesEverySetting() {
    Set<String> names =
        ConfigSetting.all(type).stream().map(ConfigSetting::name).collect(Collectors.toSet());

    assertThat(new TreeSet<>(differing.keySet())).isEqualTo(new TreeSet<>(names));
  }

  private void readsItsDefaults() {
    C config = ConfigReader.read(least, type);

    assertThat(config).isEqualTo(ConfigReader.read(least.deepCopy(), type));
    for (ConfigSetting setting : ConfigSetting.all(type)) {
      if (!setting.byDefault().isEmpty()) {
        C explicit = ConfigReader.read(with(setting.name(), json(setting.byDefault())), type);
        assertThat(explicit).as("%s given as its default", setting.name()).isEqualTo(config);
      }
    }
  }

  private void refusesTypos() {
    assertRefused(with("no_such_setting", TextNode.valueOf("x")), "no_such_setting", "typo");
  }

  private void describesItself() {
    for (ConfigSetting setting : ConfigSetting.all(type)) {
      assertThat(setting.sentence()).as(setting.name()).endsWith(".").isNotEqualTo(".");
    }
  }

  /** The value reaches its component and no other, also under each alias and as text. */
  private void reads(String name, JsonNode value) {
    Map<String, Object> before = components(ConfigReader.read(least, type));
    Map<String, Object> after = components(ConfigReader.read(with(name, value), type));

    List<String> changed =
        after.keySet().stream()
            .filter(key -> !Objects.equals(after.get(key), before.get(key)))
            .toList();
    assertThat(changed).as("components that %s = %s changes", name, value).containsExactly(name);
    for (String alias : setting(name).names()) {
      ObjectNode aliased = least.deepCopy();
      aliased.remove(name);
      aliased.set(alias, value);
      assertThat(components(ConfigReader.read(aliased, type))).as(alias).isEqualTo(after);
    }
    JsonNode asText = TextNode.valueOf(value.isTextual() ? value.textValue() : value.toString());
    assertThat(components(ConfigReader.read(with(name, asText), type)))
        .as("%s as an environment variable would give it", name)
        .isEqualTo(after);
  }

  private void hides(String name, JsonNode value) {
    C config = ConfigReader.read(with(name, value), type);

    assertThat(config.toString()).doesNotContain(value.asText());
  }

  private void refuses(Refusal refusal) {
    assertRefused(with(refusal.setting, refusal.value), refusal.setting, refusal.reason);
  }

  private void asksFor(String name) {
    ObjectNode without = least.deepCopy();
    without.remove(name);

    assertRefused(without, name, "is required");
  }

  private void assertRefused(ObjectNode settings, String name, String reason) {
    assertThatThrownBy(() -> ConfigReader.read(settings, type))
        .isInstanceOfSatisfying(
            SingerException.Config.class,
            refused ->
                assertThat(refused.problems())
                    .as("problems of %s", settings)
                    .anySatisfy(
                        problem -> {
                          assertThat(problem.where()).isEqualTo(name);
                          assertThat(problem.what()).contains(reason);
                        }));
  }

  private ObjectNode with(String name, JsonNode value) {
    ObjectNode settings = least.deepCopy();
    settings.set(name, value);
    return settings;
  }

  private ConfigSetting setting(String name) {
    return ConfigSetting.all(type).stream()
        .filter(setting -> setting.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(name + " is not a setting of " + type));
  }

  /** The values by setting, those of groups in their place. */
  private static Map<String, Object> components(Record config) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = value(config, component);
      if (value instanceof Record group && !component.isAnnotationPresent(Setting.class)) {
        values.putAll(components(group));
      } else {
        values.put(snake(component.getName()), value);
      }
    }
    return values;
  }

  private static Object value(Record config, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static JsonNode json(String text) {
    return RawJson.of(text.startsWith("\"") ? text : text.replace('\'', '"')).tree();
  }
}
