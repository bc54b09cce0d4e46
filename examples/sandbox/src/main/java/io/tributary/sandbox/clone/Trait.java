package io.tributary.sandbox.clone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.sandbox.chance.Draw;
import java.math.BigDecimal;
import java.util.List;

/**
 * A field that each clone is given its own value for. In the table: {@code a.b=x|y} one of these,
 * {@code {n}} being the clone's number; {@code a=#1..9} a number, {@code a=%1.5} this one; {@code
 * a=@list} the id of an older object of a list, {@code a={list}} that object itself; {@code a=^}
 * the id of the object it hangs on; {@code a=.b.c} what another field has.
 */
record Trait(List<String> field, Source source) {

  /** Where the value comes from. */
  @FunctionalInterface
  interface Source {
    JsonNode value(Clone clone, ObjectNode drawn, Draw draw, Elders elders);
  }

  /** The objects that are older than another. */
  interface Elders {
    /** The id of an object that is older than a moment; null if there is none. */
    JsonNode id(String path, long before, Draw draw);

    /** The object in full. */
    JsonNode whole(String path, long before, Draw draw);
  }

  static Trait of(String text) {
    int equals = text.indexOf('=');
    return new Trait(
        List.of(text.substring(0, equals).split("\\.")), source(text.substring(equals + 1)));
  }

  private static Source source(String text) {
    String rest = text.substring(1);
    return switch (text.charAt(0)) {
      case '@' -> (clone, drawn, draw, elders) -> elders.id(path(rest), clone.created(), draw);
      case '{' -> {
        String path = path(rest.substring(0, rest.length() - 1));
        yield (clone, drawn, draw, elders) -> elders.whole(path, clone.created(), draw);
      }
      case '#' -> number(rest);
      case '%' -> {
        JsonNode exact = DecimalNode.valueOf(new BigDecimal(rest));
        yield (clone, drawn, draw, elders) -> exact;
      }
      case '^' -> (clone, drawn, draw, elders) -> TextNode.valueOf(clone.place().parent());
      case '.' -> {
        String pointer = "/" + rest.replace('.', '/');
        yield (clone, drawn, draw, elders) -> drawn.at(pointer);
      }
      default -> choice(text.split("\\|"));
    };
  }

  private static String path(String list) {
    return list.startsWith("/") ? list : "/v1/" + list;
  }

  private static Source number(String range) {
    int dots = range.indexOf("..");
    long low = Long.parseLong(range.substring(0, dots));
    long high = Long.parseLong(range.substring(dots + 2));
    return (clone, drawn, draw, elders) -> LongNode.valueOf(draw.between(low, high));
  }

  private static Source choice(String[] choices) {
    return (clone, drawn, draw, elders) ->
        literal(draw.oneOf(choices).replace("{n}", Long.toString(clone.place().number())));
  }

  private static JsonNode literal(String text) {
    return switch (text) {
      case "null" -> NullNode.getInstance();
      case "true", "false" -> BooleanNode.valueOf(Boolean.parseBoolean(text));
      default -> TextNode.valueOf(text);
    };
  }

  /** Sets the field of a clone that is being drawn. */
  void set(Clone clone, ObjectNode drawn, Draw draw, Elders elders) {
    ObjectNode object = drawn;
    for (String outer : field.subList(0, field.size() - 1)) {
      JsonNode inner = object.path(outer);
      object = inner instanceof ObjectNode there ? there : object.putObject(outer);
    }
    String name = field.get(field.size() - 1);
    JsonNode old = object.path(name);
    JsonNode value = source.value(clone, drawn, draw.at(String.join(".", field)), elders);
    object.set(
        name, old.isTextual() && value.isNumber() ? TextNode.valueOf(value.asText()) : value);
  }
}
