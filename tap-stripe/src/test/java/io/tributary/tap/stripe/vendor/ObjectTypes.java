package io.tributary.tap.stripe.vendor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import io.tributary.tap.stripe.vendor.TypeExpression.Index;
import io.tributary.tap.stripe.vendor.TypeExpression.Literal;
import io.tributary.tap.stripe.vendor.TypeExpression.Member;
import io.tributary.tap.stripe.vendor.TypeExpression.Members;
import io.tributary.tap.stripe.vendor.TypeExpression.Name;
import io.tributary.tap.stripe.vendor.Typings.Declared;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What Stripe's objects hold, as plain JSON: of each property whether it is text, a whole number, a
 * time, an id of something that can be expanded, a list of other objects, money.
 *
 * <p>An object that holds itself ends where it comes round. An error that quotes whole objects ends
 * there as well: they would make up nine tenths of everything.
 */
final class ObjectTypes {
  private static final Set<String> ERRORS =
      Set.of("last_payment_error", "last_finalization_error", "last_setup_error", "setup_error");
  private static final Set<String> QUOTED =
      Set.of("payment_intent", "payment_method", "setup_intent", "source");
  private static final Pattern RFC_3339 =
      Pattern.compile("(?s).*(?:RFC ?3339|ISO 8601 timestamp).*");
  private static final Pattern TIMES_OF_V2 = Pattern.compile("created|updated|.*_at");
  private static final Pattern IN_MINOR_UNITS =
      Pattern.compile(
          "(?is).*(?:smallest currency unit|in cents|cents or local|cents \\(or local"
              + "|\\(or local equivalent\\)|minor currency unit|in the `currency` specified).*");
  private static final Pattern MONEY =
      Pattern.compile(
          "(?:.*_)?amount(?:_.*)?|(?:sub)?total(?:_excluding_tax|_including_tax|_taxes)?|fee|net"
              + "|(?:.*_)?balance|tax|unit_amount|gross|(?:pre|post)_.*credit_notes_amount");
  private static final Pattern FRACTION =
      Pattern.compile(".*(?:percent|percentage|_rate|latitude|longitude|score)");

  private final Typings typings;
  private final JavaNumbers numbers;
  private final int deepest;
  private final Deque<String> path = new ArrayDeque<>();
  private final Set<String> unresolved = new TreeSet<>();

  /**
   * @param deepest how many levels of objects in objects are looked into
   */
  ObjectTypes(Typings typings, JavaNumbers numbers, int deepest) {
    this.typings = typings;
    this.numbers = numbers;
    this.deepest = deepest;
  }

  /** Names of types that could not be found: there should be none. */
  Set<String> unresolved() {
    return unresolved;
  }

  /** The properties of an object. */
  ObjectNode properties(Declared declared) {
    ObjectNode object = reference(declared, 0);
    return object.withObjectProperty("properties");
  }

  private ObjectNode reference(Declared declared, int depth) {
    ObjectNode node = of("object");
    if (path.contains(declared.identity())) {
      return node.put("cycle", true);
    }
    if (depth > deepest) {
      return node;
    }
    if (!(declared.type() instanceof Members)) {
      return type(new Member("", declared.type(), ""), declared, depth);
    }
    path.push(declared.identity());
    node.set("properties", properties(typings.members(declared), declared, depth));
    path.pop();
    return node;
  }

  private ObjectNode properties(List<Member> members, Declared declared, int depth) {
    ObjectNode properties = Json.MAPPER.createObjectNode();
    for (Member member : members) {
      if (!member.type().is("void")) {
        properties.set(member.name(), property(member, declared, depth));
      }
    }
    return properties;
  }

  private ObjectNode property(Member member, Declared declared, int depth) {
    ObjectNode node = type(member, declared, depth + 1);
    if (member.doc().contains("@deprecated")) {
      node.put("deprecated", true);
    }
    if (ERRORS.contains(member.name()) && node.get("properties") instanceof ObjectNode error) {
      QUOTED.stream().filter(error::has).forEach(quoted -> error.set(quoted, of("object")));
    }
    return node;
  }

  private ObjectNode type(Member member, Declared where, int depth) {
    List<TypeExpression> alternatives = new ArrayList<>(member.type().alternatives());
    alternatives.removeIf(each -> each.is("null") || each.is("void") || each.is("undefined"));
    if (alternatives.isEmpty()) {
      return of("string");
    }
    if (alternatives.stream().allMatch(ObjectTypes::isText)) {
      return text(member, where);
    }
    List<Declared> objects = new ArrayList<>();
    for (TypeExpression each : alternatives) {
      if (each instanceof Name name && !isKnown(name)) {
        typings
            .resolve(where, name.text())
            .ifPresentOrElse(objects::add, () -> unresolved.add(where.identity() + ": " + name));
      }
    }
    if (alternatives.stream().anyMatch(ObjectTypes::isText) && !objects.isEmpty()) {
      return expandable(objects);
    }
    objects.removeIf(object -> objects.size() > 1 && object.name().startsWith("Deleted"));
    if (objects.size() > 1) {
      return merged(objects, depth);
    }
    if (objects.size() == 1 && alternatives.get(0) instanceof Name) {
      return declared(member, objects.get(0), depth);
    }
    return single(member, alternatives.get(0), where, depth);
  }

  /** A name may stand for a set of texts or for a union of objects. */
  private ObjectNode declared(Member member, Declared found, int depth) {
    if (found.type() instanceof Members || found.type() instanceof Index) {
      return found.type() instanceof Members
          ? reference(found, depth)
          : single(member, found.type(), found, depth);
    }
    if (path.contains(found.identity())) {
      return of("object").put("cycle", true);
    }
    path.push(found.identity());
    ObjectNode node = type(new Member(member.name(), found.type(), member.doc()), found, depth);
    path.pop();
    return node;
  }

  private ObjectNode single(Member member, TypeExpression type, Declared where, int depth) {
    if (type instanceof Members inline) {
      ObjectNode node = of("object");
      if (depth <= deepest) {
        node.set("properties", properties(inline.members(), where, depth));
      }
      return node;
    }
    if (type instanceof Index index) {
      ObjectNode node = of("object");
      node.set("map", type(new Member(member.name(), index.value(), ""), where, depth + 1));
      return node;
    }
    if (type instanceof Literal literal) {
      return of(literal.text().matches("true|false") ? "boolean" : "integer");
    }
    Name name = (Name) type;
    return switch (name.text()) {
      case "number" -> number(member, where);
      case "bigint" -> of("integer").put("format", "int64");
      case "boolean" -> of("boolean");
      case "Decimal" -> of("string").put("format", "decimal");
      case "Metadata" -> metadata();
      case "Array" -> array(member, name.arguments().get(0), where, depth);
      case "ApiList" -> of("list").put("of", text(name.arguments().get(0)));
      default -> of("object"); // any, Partial<…>, Record<…>
    };
  }

  private static ObjectNode metadata() {
    ObjectNode node = of("object");
    node.set("map", of("string"));
    return node;
  }

  private ObjectNode array(Member member, TypeExpression item, Declared where, int depth) {
    ObjectNode node = of("array");
    node.set("items", type(new Member(member.name(), item, member.doc()), where, depth));
    return node;
  }

  private static ObjectNode text(Member member, Declared where) {
    ObjectNode node = of("string");
    boolean isTime =
        where.file().startsWith("resources/V2/") && TIMES_OF_V2.matcher(member.name()).matches();
    if (isTime || RFC_3339.matcher(member.doc()).matches()) {
      node.put("format", "date-time");
    } else if (member.name().endsWith("_decimal")) {
      node.put("format", "decimal");
    }
    return node;
  }

  private ObjectNode number(Member member, Declared where) {
    boolean whole =
        numbers
            .isWhole(where.file(), where.name(), member.name())
            .orElseGet(() -> !FRACTION.matcher(member.name()).matches());
    if (!whole) {
      return of("number");
    }
    if (UnixTime.is(member.name(), member.doc())) {
      return of("string").put("format", "unix-time");
    }
    boolean money =
        IN_MINOR_UNITS.matcher(member.doc()).matches() || MONEY.matcher(member.name()).matches();
    return money ? of("integer").put("money", true) : of("integer");
  }

  private static ObjectNode expandable(List<Declared> objects) {
    ObjectNode node = of("string");
    ArrayNode kinds = node.putArray("expandable");
    objects.stream()
        .map(Declared::name)
        .filter(name -> !name.startsWith("Deleted"))
        .sorted()
        .forEach(kinds::add);
    return node;
  }

  /** What any of several kinds of objects has; of what is named alike, the first. */
  private ObjectNode merged(List<Declared> objects, int depth) {
    ObjectNode node = of("object");
    if (depth > deepest) {
      return node;
    }
    ObjectNode properties = node.putObject("properties");
    for (Declared object : objects) {
      ObjectNode one = reference(object, depth);
      one.path("properties")
          .properties()
          .forEach(
              property -> {
                if (!properties.has(property.getKey())) {
                  properties.set(property.getKey(), property.getValue());
                } else if (!properties
                    .get(property.getKey())
                    .path("type")
                    .equals(property.getValue().path("type"))) {
                  properties.set(property.getKey(), of("object"));
                }
              });
    }
    return node;
  }

  private static boolean isText(TypeExpression type) {
    return type instanceof Literal literal
        ? literal.text().startsWith("'")
        : type.is("string") || type.is("OtherString");
  }

  private static boolean isKnown(Name name) {
    return switch (name.text()) {
      case "number",
          "bigint",
          "boolean",
          "string",
          "OtherString",
          "Decimal",
          "Metadata",
          "Array",
          "ApiList",
          "Partial",
          "Record",
          "any",
          "unknown",
          "null",
          "void" ->
          true;
      default -> false;
    };
  }

  private static String text(TypeExpression type) {
    return type instanceof Name name ? name.text() : "";
  }

  private static ObjectNode of(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }
}
