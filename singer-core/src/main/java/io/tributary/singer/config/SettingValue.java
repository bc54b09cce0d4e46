package io.tributary.singer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A setting's value in Java, from JSON. Environment variables and orchestrators write numbers,
 * booleans, lists and objects as strings, so those are read too.
 */
final class SettingValue {
  private SettingValue() {}

  /**
   * @throws IllegalArgumentException if {@code given} is not such a value
   */
  static Object parse(JsonNode given, Type type) {
    Class<?> raw = Json.MAPPER.constructType(type).getRawClass();
    if (raw == Instant.class) {
      return instant(text(given));
    }
    if (raw == LocalDate.class) {
      return date(text(given));
    }
    if (raw == Duration.class) {
      return seconds(given);
    }
    if (raw == Path.class) {
      return Path.of(nonEmpty(text(given)));
    }
    if (raw == URI.class) {
      return URI.create(nonEmpty(text(given)));
    }
    if (raw == Secret.class) {
      return new Secret(nonEmpty(scalar(given)));
    }
    if (raw == String.class) {
      return scalar(given);
    }
    if (raw.isEnum()) {
      return constant(text(given), raw);
    }
    return tree(given, type);
  }

  private static Object tree(JsonNode given, Type type) {
    JavaType target = Json.MAPPER.constructType(type);
    JsonNode value = given;
    boolean isText = target.isTypeOrSubTypeOf(CharSequence.class);
    try {
      if (given.isTextual() && !isText) {
        value = fromText(given.textValue(), target);
      }
      if (target.isCollectionLikeType() && value instanceof ArrayNode array) {
        List<Object> items = new ArrayList<>();
        array.forEach(item -> items.add(parse(item, target.getContentType())));
        return List.copyOf(items);
      }
      Object parsed = Json.MAPPER.treeToValue(value, target);
      if (parsed == null) {
        throw new IllegalArgumentException("null");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type, e);
    }
  }

  private static JsonNode fromText(String text, JavaType target) throws JsonProcessingException {
    String trimmed = text.strip();
    if (target.isCollectionLikeType() && !trimmed.startsWith("[")) {
      ArrayNode list = Json.MAPPER.createArrayNode();
      Arrays.stream(trimmed.split(",", -1)).map(String::strip).forEach(list::add);
      return list;
    }
    if (target.hasRawClass(boolean.class) || target.hasRawClass(Boolean.class)) {
      return Json.MAPPER.readTree(trimmed.toLowerCase(Locale.ROOT));
    }
    return Json.MAPPER.readTree(trimmed);
  }

  private static Instant instant(String text) {
    try {
      return text.length() == "2026-01-31".length()
          ? date(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Duration seconds(JsonNode given) {
    String text = scalar(given);
    try {
      return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object constant(String text, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (word(constant).replace('-', '_').equals(text.replace('-', '_'))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(text);
  }

  private static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode given) {
    if (!given.isTextual()) {
      throw new IllegalArgumentException("not text");
    }
    return given.textValue();
  }

  private static String scalar(JsonNode given) {
    if (given.isContainerNode()) {
      throw new IllegalArgumentException("not text");
    }
    return given.asText();
  }

  private static String nonEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }

  /** What a value of {@code type} is, after "is not". */
  static String describe(Type type) {
    Class<?> raw = Json.MAPPER.constructType(type).getRawClass();
    if (raw == Instant.class) {
      return "a date or a time such as 2026-01-31 or 2026-01-31T12:00:00Z";
    }
    if (raw == LocalDate.class) {
      return "a date such as 2026-01-31";
    }
    if (raw == Duration.class) {
      return "a number of seconds";
    }
    if (raw.isEnum()) {
      return "one of " + words(raw);
    }
    if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
      return "a whole number";
    }
    if (raw == double.class || raw == BigDecimal.class || raw == Double.class) {
      return "a number";
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "true or false";
    }
    if (raw == URI.class) {
      return "an address such as https://api.example.com";
    }
    if (raw == Path.class) {
      return "a path";
    }
    if (raw == Secret.class) {
      return "text";
    }
    if (Map.class.isAssignableFrom(raw) || raw == ObjectNode.class || raw.isRecord()) {
      return "an object";
    }
    return List.class.isAssignableFrom(raw) ? "a list" : "text";
  }

  /** The JSON Schema of such a value. */
  static ObjectNode jsonType(Type type) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    Class<?> raw = Json.MAPPER.constructType(type).getRawClass();
    if (raw == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (raw == LocalDate.class) {
      return schema.put("type", "string").put("format", "date");
    }
    if (raw.isEnum()) {
      ArrayNode words = schema.put("type", "string").putArray("enum");
      Arrays.stream(raw.getEnumConstants()).map(SettingValue::word).forEach(words::add);
      return schema;
    }
    return switch (describe(type)) {
      case "a whole number" -> schema.put("type", "integer");
      case "a number", "a number of seconds" -> schema.put("type", "number");
      case "true or false" -> schema.put("type", "boolean");
      case "an object" -> schema.put("type", "object");
      case "a list" -> schema.put("type", "array");
      default -> schema.put("type", "string");
    };
  }

  /** The words that an enum's setting may be. */
  static String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(SettingValue::word)
        .collect(Collectors.joining(", "));
  }

  static boolean mentions(Type type, Class<?> wanted) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).anyMatch(t -> mentions(t, wanted));
    }
    return type == wanted;
  }
}
