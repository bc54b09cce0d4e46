package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.everit.json.schema.FormatValidator;
import org.everit.json.schema.Schema;
import org.everit.json.schema.SchemaException;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * Says whether a record fits its schema, by the word of everit-json-schema.
 *
 * <p>Of the formats only those that mean something to a destination are checked: the others are
 * annotations, as draft 7 has it. Numbers are exact, and {@code 1.0} is an integer.
 */
final class SchemaJudge {
  private static final List<String> ANNOTATIONS =
      List.of(
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "json-pointer",
          "regex",
          "relative-json-pointer",
          "uri",
          "uri-reference",
          "uri-template");

  private static final int MOST_SHOWN = 300;
  private static final int MOST_FAULTS = 3;

  private final Schema schema;

  private SchemaJudge(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads a schema as draft 7, or as draft 4 if it is none of draft 7.
   *
   * @throws IllegalArgumentException saying why it is neither
   */
  static SchemaJudge of(ObjectNode json) {
    try {
      return new SchemaJudge(load(json, true));
    } catch (SchemaException | JSONException e) {
      try {
        return new SchemaJudge(load(json, false));
      } catch (SchemaException | JSONException none) {
        e.addSuppressed(none);
        throw new IllegalArgumentException(shown(String.valueOf(e.getMessage())), e);
      }
    }
  }

  private static Schema load(ObjectNode json, boolean isDraft7) {
    SchemaLoader.SchemaLoaderBuilder loader =
        SchemaLoader.builder()
            .schemaJson(value(json))
            .enableOverrideOfBuiltInFormatValidators()
            .schemaClient(SchemaJudge::refuse);
    if (isDraft7) {
      loader.draftV7Support();
    }
    for (String name : ANNOTATIONS) {
      loader.addFormatValidator(format(name, "", text -> true));
    }
    loader
        .addFormatValidator(
            format(
                "date-time",
                "a date and a time",
                text -> DateTimeText.micros(text, 0, text.length) != DateTimeText.NONE))
        .addFormatValidator(
            format("date", "a date", text -> DateTimeText.isDate(text, 0, text.length)))
        .addFormatValidator(
            format("time", "a time of day", text -> DateTimeText.isTime(text, 0, text.length)));
    for (String name : List.of("singer.decimal", "x-singer.decimal")) {
      loader.addFormatValidator(
          format(name, "a decimal number", text -> DecimalText.isDecimal(text, 0, text.length)));
    }
    return loader.build().load().build();
  }

  /** A schema that stands elsewhere is not fetched. */
  private static java.io.InputStream refuse(String address) {
    throw new JSONException("$ref points elsewhere: " + address);
  }

  private static FormatValidator format(String name, String what, Predicate<byte[]> fits) {
    return new FormatValidator() {
      @Override
      public Optional<String> validate(String subject) {
        return fits.test(subject.getBytes(StandardCharsets.UTF_8))
            ? Optional.empty()
            : Optional.of("\"" + shown(subject) + "\" is not " + what);
      }

      @Override
      public String formatName() {
        return name;
      }
    };
  }

  /** Why a record does not fit, beginning with the field; empty if it fits. */
  Optional<String> fault(JsonNode record) {
    if (hasHugeExponent(record)) {
      return Optional.of("a number has an exponent beyond " + DecimalText.MAX_EXPONENT);
    }
    try {
      schema.validate(value(record));
      return Optional.empty();
    } catch (ValidationException e) {
      return Optional.of(shown(sentence(e)));
    }
  }

  /**
   * The faults that lie deepest, which say more than that one of several schemas should have
   * fitted.
   */
  private static String sentence(ValidationException fault) {
    List<ValidationException> leaves = new ArrayList<>();
    collect(fault, leaves);
    int depth = leaves.stream().mapToInt(SchemaJudge::depth).max().orElse(0);
    String field =
        leaves.stream()
            .filter(leaf -> depth(leaf) == depth)
            .map(SchemaJudge::field)
            .min(Comparator.naturalOrder())
            .orElse("");
    return leaves.stream()
        .filter(leaf -> depth(leaf) == depth && field(leaf).equals(field))
        .map(SchemaJudge::what)
        .distinct()
        .sorted()
        .limit(MOST_FAULTS)
        .collect(Collectors.joining("; ", field, ""));
  }

  private static String what(ValidationException fault) {
    String message = fault.getErrorMessage();
    return message.isEmpty() ? "is not what " + fault.getKeyword() + " says" : message;
  }

  private static void collect(ValidationException fault, List<ValidationException> leaves) {
    if (fault.getCausingExceptions().isEmpty()) {
      leaves.add(fault);
    }
    fault.getCausingExceptions().forEach(cause -> collect(cause, leaves));
  }

  private static int depth(ValidationException fault) {
    String pointer = fault.getPointerToViolation();
    return pointer == null ? 0 : (int) pointer.chars().filter(letter -> letter == '/').count();
  }

  private static String field(ValidationException fault) {
    String pointer = fault.getPointerToViolation();
    return pointer == null || pointer.equals("#")
        ? ""
        : shown(pointer.substring("#/".length()).replace("~1", "/").replace("~0", "~")) + ": ";
  }

  private static boolean hasHugeExponent(JsonNode value) {
    if (value.isBigDecimal()) {
      return Math.abs((long) value.decimalValue().scale()) > DecimalText.MAX_EXPONENT
          && value.decimalValue().precision() < DecimalText.MAX_EXPONENT;
    }
    for (JsonNode part : value) {
      if (hasHugeExponent(part)) {
        return true;
      }
    }
    return false;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case BINARY, MISSING, NULL, POJO -> JSONObject.NULL;
    };
  }

  private static JSONObject object(JsonNode node) {
    JSONObject object = new JSONObject();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      object.put(property.getKey(), value(property.getValue()));
    }
    return object;
  }

  private static JSONArray array(JsonNode node) {
    JSONArray array = new JSONArray();
    for (JsonNode item : node) {
      array.put(value(item));
    }
    return array;
  }

  private static Number number(JsonNode node) {
    if (!node.isBigDecimal()) {
      return node.numberValue();
    }
    BigDecimal decimal = node.decimalValue();
    boolean isIntegral = decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
    return isIntegral && decimal.scale() >= -DecimalText.MAX_EXPONENT
        ? decimal.toBigInteger()
        : decimal;
  }

  private static String shown(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
