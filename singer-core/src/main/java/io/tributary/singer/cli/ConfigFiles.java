package io.tributary.singer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.config.ConfigSchema;
import io.tributary.singer.config.ConfigSetting;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.json.Json;
import io.tributary.singer.log.Console;
import io.tributary.singer.log.Redaction;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers the settings from files, the environment and {@code .env}, the later winning. */
final class ConfigFiles {
  private static final String ENVIRONMENT = "ENV";

  private final ConfigSchema schema;
  private final Surroundings surroundings;
  private final String prefix;
  private final ObjectNode merged = Json.MAPPER.createObjectNode();

  ConfigFiles(String connector, ConfigSchema schema, Surroundings surroundings) {
    this.schema = schema;
    this.surroundings = surroundings;
    this.prefix = connector.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  /**
   * Reads the layers in order.
   *
   * @throws SingerException.Config if one of them cannot be read
   */
  ObjectNode read(List<String> layers, Console console) {
    for (String layer : layers) {
      if (layer.equals(ENVIRONMENT)) {
        add(environment());
      } else if (layer.strip().startsWith("{")) {
        throw new SingerException.Config(
            "--config",
            "is given the settings themselves; put them into a file, since others can see the"
                + " arguments of a program");
      } else {
        Path file = surroundings.folder().resolve(layer);
        ObjectNode settings = object(file, layer);
        warnIfOthersCanRead(file, layer, settings, console);
        add(settings);
      }
    }
    return merged;
  }

  /** What must not be shown of the settings that were read. */
  Redaction redaction() {
    List<String> secrets = new ArrayList<>();
    for (ConfigSetting setting : schema.settings()) {
      if (setting.isSecret()) {
        setting.names().forEach(name -> collect(merged.path(name), secrets));
      }
    }
    return Redaction.of(secrets);
  }

  private static void collect(JsonNode value, List<String> secrets) {
    if (value.isValueNode() && !value.isNull()) {
      secrets.add(value.asText());
    }
    value.forEach(part -> collect(part, secrets));
  }

  /** A setting that a layer gives by any of its names replaces what earlier layers gave. */
  private void add(ObjectNode layer) {
    for (ConfigSetting setting : schema.settings()) {
      if (setting.names().stream().anyMatch(layer::has)) {
        merged.remove(setting.names());
      }
    }
    merged.setAll(layer);
  }

  private ObjectNode environment() {
    Map<String, String> variables = new HashMap<>(dotEnv());
    variables.putAll(surroundings.environment());
    ObjectNode settings = Json.MAPPER.createObjectNode();
    for (ConfigSetting setting : schema.settings()) {
      for (String name : setting.names()) {
        String value = variables.get(prefix + name.toUpperCase(Locale.ROOT));
        if (value != null) {
          settings.put(name, value);
        }
      }
    }
    return settings;
  }

  /** The lines {@code NAME=value} of {@code .env}, with optional quotes and {@code export}. */
  private Map<String, String> dotEnv() {
    Map<String, String> variables = new HashMap<>();
    try {
      for (String line : Files.readAllLines(surroundings.folder().resolve(".env"))) {
        String text = line.strip();
        int equals = text.indexOf('=');
        if (equals > 0 && !text.startsWith("#")) {
          String name = text.substring(0, equals).strip();
          variables.put(
              name.startsWith("export ") ? name.substring("export ".length()).strip() : name,
              unquoted(text.substring(equals + 1).strip()));
        }
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new SingerException.Config(".env", trouble(e));
    }
    return variables;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /**
   * A file that holds one JSON object.
   *
   * @param shown the file's name as the user gave it
   */
  static ObjectNode object(Path file, String shown) {
    try {
      JsonNode node = Json.MAPPER.readTree(Files.readAllBytes(file));
      if (node instanceof ObjectNode object) {
        return object;
      }
      if (node.isMissingNode()) {
        throw new SingerException.Config(
            shown, "is empty; write {} into it if there is nothing to say");
      }
      throw new SingerException.Config(shown, "does not hold a JSON object");
    } catch (JsonProcessingException e) {
      throw new SingerException.Config(
          shown,
          "is not JSON: see line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new SingerException.Config(shown, trouble(e));
    }
  }

  /** Why a file cannot be read. */
  static String trouble(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof AccessDeniedException
        ? "cannot be read: permission is denied"
        : "cannot be read: " + e.getMessage();
  }

  private void warnIfOthersCanRead(Path file, String shown, ObjectNode settings, Console console) {
    boolean holdsSecret =
        schema.settings().stream()
            .filter(ConfigSetting::isSecret)
            .anyMatch(setting -> setting.names().stream().anyMatch(settings::hasNonNull));
    if (holdsSecret && othersCanRead(file)) {
      console.warn(shown + " holds secrets, and others can read it: run chmod 600 " + shown);
    }
  }

  private static boolean othersCanRead(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.GROUP_READ);
    } catch (UnsupportedOperationException | IOException e) {
      return false;
    }
  }
}
