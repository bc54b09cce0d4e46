package io.tributary.singer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.config.ConfigSetting;
import io.tributary.singer.connector.Connector;
import io.tributary.singer.connector.Tap;
import io.tributary.singer.json.Json;
import java.util.List;
import java.util.Locale;

/** Describes a connector: its settings and what it can do, in the words of Meltano's hub. */
final class About {
  private static final List<String> TAP_CAPABILITIES =
      List.of(
          "catalog",
          "state",
          "discover",
          "properties",
          "test",
          "about",
          "batch",
          "structured-logging");
  private static final List<String> TARGET_CAPABILITIES =
      List.of(
          "about",
          "activate-version",
          "batch",
          "hard-delete",
          "schema-flattening",
          "soft-delete",
          "structured-logging",
          "target-schema",
          "validate-records");

  private final Connector<?> connector;
  private final ConfigSchema settings;

  About(Connector<?> connector, ConfigSchema settings) {
    this.connector = connector;
    this.settings = settings;
  }

  String in(CommonOptions.AboutFormat format) {
    return switch (format) {
      case text -> text();
      case json -> json().toPrettyString() + "\n";
      case markdown -> markdown();
    };
  }

  private ObjectNode json() {
    ObjectNode about = Json.MAPPER.createObjectNode();
    about.put("name", connector.name());
    about.put("description", connector.description());
    about.put("version", Version.TEXT);
    about.put("sdk_version", Version.TEXT);
    capabilities().forEach(about.putArray("capabilities")::add);
    about.set("settings", settings.toJson());
    return about;
  }

  private List<String> capabilities() {
    return connector instanceof Tap ? TAP_CAPABILITIES : TARGET_CAPABILITIES;
  }

  private String text() {
    StringBuilder text = new StringBuilder(512);
    text.append(connector.name()).append(' ').append(Version.TEXT).append('\n');
    text.append(connector.description()).append("\n\nSettings:\n");
    for (ConfigSetting setting : settings.settings()) {
      text.append("  ").append(setting.name()).append(" (").append(kind(setting)).append(")\n");
      text.append("      ").append(sentence(setting)).append('\n');
    }
    return text.append("\nCapabilities: ")
        .append(String.join(", ", capabilities()))
        .append('\n')
        .toString();
  }

  private String markdown() {
    StringBuilder text = new StringBuilder(512);
    text.append("# `").append(connector.name()).append("`\n\n");
    text.append(connector.description()).append("\n\n## Settings\n\n");
    text.append("| setting | default | what it is |\n| --- | --- | --- |\n");
    for (ConfigSetting setting : settings.settings()) {
      text.append("| `")
          .append(setting.name())
          .append("` | ")
          .append(shownDefault(setting))
          .append(" | ")
          .append(sentence(setting).replace("|", "\\|"))
          .append(" |\n");
    }
    text.append("\n## Environment\n\nEach setting can be given as `")
        .append(prefix())
        .append("…`, such as `")
        .append(prefix())
        .append(settings.settings().get(0).name().toUpperCase(Locale.ROOT))
        .append("`, with `--config ENV`.\n");
    text.append("\n## Capabilities\n\n");
    capabilities().forEach(word -> text.append("- `").append(word).append("`\n"));
    return text.toString();
  }

  private String prefix() {
    return connector.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  private static String kind(ConfigSetting setting) {
    String secret = setting.isSecret() ? "secret, " : "";
    if (setting.isRequired()) {
      return secret + "required";
    }
    return secret + (setting.byDefault().isEmpty() ? "optional" : "default " + setting.byDefault());
  }

  private static String shownDefault(ConfigSetting setting) {
    if (setting.isRequired()) {
      return "**required**";
    }
    return setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`";
  }

  private static String sentence(ConfigSetting setting) {
    List<String> others = setting.names().subList(1, setting.names().size());
    String words = setting.choices();
    return setting.sentence()
        + (words.isEmpty() ? "" : " One of " + words + ".")
        + (others.isEmpty() ? "" : " Also accepted as `" + String.join("`, `", others) + "`.")
        + (setting.isSecret() ? " Secret." : "");
  }
}
