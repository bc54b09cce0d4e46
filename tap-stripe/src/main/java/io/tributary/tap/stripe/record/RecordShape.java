package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.schema.JsonSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Stripe sends into what a stream's schema promises, in place: seconds of the epoch
 * become times, an object where an id is promised becomes its id, and columns are filled that
 * Stripe does not send. Thread-safe.
 */
public final class RecordShape {
  private static final String CREATED = "created";
  private static final String UPDATED = "updated";
  private static final String CURRENCY = "currency";
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

  /** Gives a value its promised form; the same value if it has that already. */
  private interface Form {
    /**
     * @param currency that of the object around it; empty if none is known
     */
    JsonNode of(JsonNode value, String currency);
  }

  /**
   * What is done to the fields of one kind of object.
   *
   * @param forms by field
   * @param decimals by column, the amount that it is made of
   * @param names of all fields that are known
   */
  private record Forms(Map<String, Form> forms, Map<String, String> decimals, Set<String> names) {
    static Forms of(JsonNode schema) {
      Map<String, Form> forms = new HashMap<>();
      Map<String, String> decimals = new HashMap<>();
      Set<String> names = new HashSet<>();
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        JsonNode definition = property.getValue();
        names.add(property.getKey());
        if (definition.has(StreamSchema.DECIMAL_OF)) {
          decimals.put(property.getKey(), definition.path(StreamSchema.DECIMAL_OF).asText());
        }
        form(definition).ifPresent(form -> forms.put(property.getKey(), form));
      }
      return new Forms(forms, decimals, names);
    }

    /**
     * @param unknown where fields go that are not known; null if they stay
     */
    void shape(ObjectNode record, String around, @Nullable UnknownFields unknown) {
      String currency = record.path(CURRENCY).asText(around);
      Set<String> strange = null;
      for (Iterator<Map.Entry<String, JsonNode>> fields = record.properties().iterator();
          fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        Form form = forms.get(field.getKey());
        if (form != null) {
          if (!field.getValue().isNull()) {
            field.setValue(form.of(field.getValue(), currency));
          }
        } else if (isList(field.getValue())) {
          fields.remove();
        } else if (unknown != null && !names.contains(field.getKey())) {
          strange = strange == null ? new LinkedHashSet<>() : strange;
          strange.add(field.getKey());
        }
      }
      if (unknown != null && strange != null) {
        unknown.takeFrom(record, strange);
      }
      decimals.forEach(
          (column, amount) -> {
            JsonNode minor = record.path(amount);
            if (minor.isIntegralNumber() && !currency.isEmpty()) {
              record.put(column, decimal(minor, currency));
            }
          });
    }
  }

  private final Supplier<JsonNode> schema;
  private final UnaryOperator<ObjectNode> columns;
  private final @Nullable UnknownFields unknown;
  private volatile @Nullable Forms compiled;

  private RecordShape(
      Supplier<JsonNode> schema,
      UnaryOperator<ObjectNode> columns,
      @Nullable UnknownFields unknown) {
    this.schema = schema;
    this.columns = columns;
    this.unknown = unknown;
  }

  /** The shape of records of a stream, as the user wants its columns. */
  public static RecordShape of(StreamSchema schema) {
    return new RecordShape(schema::withMeanings, schema.moved(), schema.unknown());
  }

  /** The shape of records of a schema. */
  public static RecordShape of(JsonSchema schema) {
    return new RecordShape(schema::toJson, UnaryOperator.identity(), null);
  }

  /** Changes {@code record}, and answers it. Lists in it go: they are streams of their own. */
  public ObjectNode shape(ObjectNode record) {
    Forms known = forms();
    ObjectNode whole = columns.apply(record);
    if (!whole.has(UPDATED) && whole.has(CREATED) && known.forms().containsKey(UPDATED)) {
      whole.set(UPDATED, whole.get(CREATED));
    }
    known.shape(whole, "", unknown);
    return whole;
  }

  /** Says what there was in records that the schema does not know. */
  public void reportUnknown() {
    if (unknown != null) {
      unknown.report();
    }
  }

  /** Compiled when the first record comes: most streams are not read. */
  private Forms forms() {
    Forms known = compiled;
    if (known == null) {
      known = Forms.of(schema.get());
      compiled = known;
    }
    return known;
  }

  private static String decimal(JsonNode minor, String currency) {
    return new BigDecimal(minor.bigIntegerValue(), Currencies.minorUnits(currency)).toPlainString();
  }

  private static boolean isList(JsonNode value) {
    return value.isObject() && value.path("object").asText().equals("list");
  }

  /** What may have to be done to a value of this schema; empty if it is always as promised. */
  private static Optional<Form> form(JsonNode schema) {
    if (schema.has(StreamSchema.LIST)) {
      return Optional.of((value, currency) -> ids(value));
    }
    if (schema.has(StreamSchema.TEXT)) {
      return Optional.of(
          (value, currency) ->
              value.isContainerNode() ? TextNode.valueOf(value.toString()) : value);
    }
    String type = type(schema);
    return switch (type) {
      case "string" ->
          Optional.of(
              schema.path("format").asText().equals("date-time")
                  ? (value, currency) -> time(value)
                  : (value, currency) -> text(value));
      case "integer" -> Optional.of((value, currency) -> number(value));
      case "object" -> objects(schema);
      case "array" -> form(schema.path("items")).map(RecordShape::all);
      default -> Optional.empty();
    };
  }

  private static String type(JsonNode schema) {
    for (JsonNode type : schema.path("type")) {
      if (!type.asText().equals("null")) {
        return type.asText();
      }
    }
    return schema.path("type").asText();
  }

  private static Optional<Form> objects(JsonNode schema) {
    Forms own = Forms.of(schema);
    Optional<Form> each = form(schema.path("additionalProperties"));
    if (each.isPresent()) {
      return Optional.of((value, currency) -> values(value, currency, each.get()));
    }
    return Optional.of(
        (value, currency) -> {
          if (value instanceof ObjectNode object) {
            own.shape(object, currency, null);
          }
          return value.isTextual() ? identified(value) : value;
        });
  }

  private static JsonNode values(JsonNode value, String currency, Form each) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (!entry.getValue().isNull()) {
          entry.setValue(each.of(entry.getValue(), currency));
        }
      }
    }
    return value;
  }

  /** Where an object is promised, an id alone stands for it: events of old have it like that. */
  private static JsonNode identified(JsonNode id) {
    return JsonNodeFactory.instance.objectNode().set("id", id);
  }

  private static Form all(Form each) {
    return (value, currency) -> {
      if (value.isTextual()) {
        return JsonNodeFactory.instance.arrayNode().add(each.of(value, currency));
      }
      if (value instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          if (!array.get(i).isNull()) {
            array.set(i, each.of(array.get(i), currency));
          }
        }
      }
      return value;
    };
  }

  private static JsonNode ids(JsonNode list) {
    List<JsonNode> ids = new ArrayList<>();
    for (JsonNode one : list.path("data")) {
      ids.add(text(one));
    }
    return JsonNodeFactory.instance.arrayNode().addAll(ids);
  }

  private static JsonNode time(JsonNode value) {
    return value.isIntegralNumber()
        ? TextNode.valueOf(Instant.ofEpochSecond(value.longValue()).toString())
        : value;
  }

  /** The second API writes what may exceed 53 bits as text. */
  private static JsonNode number(JsonNode value) {
    return value.isTextual() && WHOLE.matcher(value.textValue()).matches()
        ? BigIntegerNode.valueOf(new BigInteger(value.textValue()))
        : value;
  }

  private static JsonNode text(JsonNode value) {
    if (value.isTextual()) {
      return value;
    }
    JsonNode id = value.path("id");
    return TextNode.valueOf(
        id.isTextual()
            ? id.textValue()
            : value.isContainerNode() ? value.toString() : value.asText());
  }
}
