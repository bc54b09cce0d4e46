package io.tributary.singer.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.singer.json.JsonCursor;
import io.tributary.singer.json.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One schema, compiled to be asked about values while they are read. It only ever says that a value
 * certainly fits: where it does not, the {@link SchemaJudge} decides.
 *
 * <p>Used by one thread.
 */
final class ValueCheck {
  static final int NULL = 1;
  static final int BOOLEAN = 2;
  static final int INTEGER = 4;
  static final int NUMBER = 8;
  static final int STRING = 16;
  static final int ARRAY = 32;
  static final int OBJECT = 64;
  static final int ANY = 127;

  /** The kinds of value that may fit. */
  private final int kinds;

  private final @Nullable NumberCheck number;
  private final @Nullable StringCheck string;
  private final @Nullable List<byte[]> constants;
  private final @Nullable ObjectCheck object;
  private final @Nullable ArrayCheck array;
  private final List<ValueCheck> all;
  private final List<List<ValueCheck>> any;
  private final List<List<ValueCheck>> one;

  ValueCheck(
      int kinds,
      @Nullable NumberCheck number,
      @Nullable StringCheck string,
      @Nullable List<byte[]> constants,
      @Nullable ObjectCheck object,
      @Nullable ArrayCheck array,
      Branches branches) {
    this.kinds = kinds;
    this.number = number;
    this.string = string;
    this.constants = constants;
    this.object = object;
    this.array = array;
    this.all = branches.all();
    this.any = branches.any();
    this.one = branches.one();
  }

  /** The schemas of {@code allOf}, of each {@code anyOf} and of each {@code oneOf}. */
  record Branches(List<ValueCheck> all, List<List<ValueCheck>> any, List<List<ValueCheck>> one) {
    static final Branches NONE = new Branches(List.of(), List.of(), List.of());
  }

  @Nullable ObjectCheck object() {
    return object;
  }

  /** Whether this says nothing of an object but what its {@link #object} part says. */
  boolean isPlainObject() {
    return (kinds & OBJECT) != 0
        && object != null
        && constants == null
        && all.isEmpty()
        && any.isEmpty()
        && one.isEmpty();
  }

  boolean allows(int kind) {
    return (kinds & kind) != 0;
  }

  /** Takes a value. Returns whether it certainly fits. */
  boolean read(JsonCursor cursor) {
    int next = cursor.peek();
    if (next == '{' || next == '[') {
      return readContainer(cursor, next == '{' ? OBJECT : ARRAY);
    }
    cursor.scalar();
    return accepts(cursor, kind(cursor, next));
  }

  /** The kind of the scalar that was read last and began with {@code first}. */
  static int kind(JsonCursor cursor, int first) {
    return switch (first) {
      case '"' -> STRING;
      case 't', 'f' -> BOOLEAN;
      case 'n' -> NULL;
      default -> cursor.isWhole() || NumberCheck.isIntegral(cursor) ? INTEGER : NUMBER;
    };
  }

  private boolean readContainer(JsonCursor cursor, int kind) {
    int from = cursor.at();
    boolean fits = allows(kind) && constants == null;
    if (kind == OBJECT && object != null) {
      fits &= object.read(cursor);
    } else if (kind == ARRAY && array != null) {
      fits &= array.read(cursor);
    } else {
      cursor.value();
    }
    if (fits && !(all.isEmpty() && any.isEmpty() && one.isEmpty())) {
      int to = cursor.at();
      fits = branchesFit(cursor, kind, from);
      cursor.rewind(to);
    }
    return fits;
  }

  private boolean branchesFit(JsonCursor cursor, int kind, int from) {
    for (ValueCheck branch : all) {
      if (!readAgain(branch, cursor, from)) {
        return false;
      }
    }
    for (List<ValueCheck> branches : any) {
      boolean fits = false;
      for (int i = 0; i < branches.size() && !fits; i++) {
        ValueCheck branch = branches.get(i);
        fits = branch.allows(kind) && readAgain(branch, cursor, from);
      }
      if (!fits) {
        return false;
      }
    }
    for (List<ValueCheck> branches : one) {
      ValueCheck only = only(branches, kind);
      if (only == null || !readAgain(only, cursor, from)) {
        return false;
      }
    }
    return true;
  }

  private static boolean readAgain(ValueCheck branch, JsonCursor cursor, int from) {
    cursor.rewind(from);
    return branch.read(cursor);
  }

  /** The only branch that may fit values of a kind; null if there are several or none. */
  private static @Nullable ValueCheck only(List<ValueCheck> branches, int kind) {
    ValueCheck only = null;
    for (ValueCheck branch : branches) {
      if (branch.allows(kind)) {
        if (only != null) {
          return null;
        }
        only = branch;
      }
    }
    return only;
  }

  /** Whether the scalar that was read last certainly fits. */
  boolean accepts(JsonCursor cursor, int kind) {
    if (!allows(kind)
        || (constants != null && !isConstant(constants, cursor, kind))
        || (kind == STRING && string != null && !string.accepts(cursor))
        || ((kind & (INTEGER | NUMBER)) != 0 && number != null && !number.accepts(cursor))) {
      return false;
    }
    for (ValueCheck branch : all) {
      if (!branch.accepts(cursor, kind)) {
        return false;
      }
    }
    for (List<ValueCheck> branches : any) {
      boolean fits = false;
      for (int i = 0; i < branches.size() && !fits; i++) {
        fits = branches.get(i).accepts(cursor, kind);
      }
      if (!fits) {
        return false;
      }
    }
    for (List<ValueCheck> branches : one) {
      ValueCheck only = only(branches, kind);
      if (only == null || !only.accepts(cursor, kind)) {
        return false;
      }
    }
    return true;
  }

  /** The texts of the constants that can be compared byte for byte. */
  static List<byte[]> constants(Iterable<JsonNode> values) {
    List<byte[]> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (value.isTextual()) {
        texts.add(('"' + value.textValue()).getBytes(StandardCharsets.UTF_8));
      } else if (value.isIntegralNumber() || value.isBoolean() || value.isNull()) {
        texts.add(value.toString().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return texts;
  }

  private static boolean isConstant(List<byte[]> constants, JsonCursor cursor, int kind) {
    for (byte[] constant : constants) {
      boolean fits =
          switch (kind) {
            case STRING -> constant[0] == '"' && isText(constant, cursor);
            case INTEGER -> isSame(constant, cursor, cursor.start());
            case BOOLEAN, NULL -> isSame(constant, cursor, cursor.at() - constant.length);
            default -> false;
          };
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(byte[] constant, JsonCursor cursor) {
    int length = cursor.stop() - cursor.start();
    return (cursor.isEscaped() || length == constant.length - 1)
        && JsonString.matches(
            cursor.bytes(), cursor.start(), cursor.stop(), cursor.isEscaped(), constant, 1);
  }

  /** Whether the token from {@code from} to where the cursor is has the constant's text. */
  private static boolean isSame(byte[] constant, JsonCursor cursor, int from) {
    if (from < 0 || cursor.at() - from != constant.length) {
      return false;
    }
    for (int i = 0; i < constant.length; i++) {
      if (cursor.bytes()[from + i] != constant[i]) {
        return false;
      }
    }
    return true;
  }

  /** What may be said of a number. */
  static final class NumberCheck {
    private static final int LONG_DIGITS = 18;

    private final @Nullable BigDecimal least;
    private final boolean leastExcluded;
    private final @Nullable BigDecimal most;
    private final boolean mostExcluded;
    private final @Nullable BigDecimal step;

    /** If the step is a power of ten: how many digits after the point it allows; else -1. */
    private final int scale;

    NumberCheck(
        @Nullable BigDecimal least,
        boolean leastExcluded,
        @Nullable BigDecimal most,
        boolean mostExcluded,
        @Nullable BigDecimal step) {
      this.least = least;
      this.leastExcluded = leastExcluded;
      this.most = most;
      this.mostExcluded = mostExcluded;
      this.step = step;
      BigDecimal plain = step == null ? null : step.stripTrailingZeros();
      boolean isTenth = plain != null && plain.unscaledValue().equals(java.math.BigInteger.ONE);
      this.scale = isTenth && plain != null && plain.scale() >= 0 ? plain.scale() : -1;
    }

    /** Whether a number that is not written as a whole one is one: {@code 1.0}. */
    static boolean isIntegral(JsonCursor cursor) {
      return cursor.exponent() < 0 && digitsAfterPoint(cursor) == 0;
    }

    /** The digits after the point, without the zeros at the end. */
    private static int digitsAfterPoint(JsonCursor cursor) {
      if (cursor.point() < 0) {
        return 0;
      }
      int last = cursor.stop() - 1;
      while (cursor.bytes()[last] == '0') {
        last--;
      }
      return last - cursor.point();
    }

    boolean accepts(JsonCursor cursor) {
      if (cursor.exponent() >= 0) {
        return false;
      }
      boolean isStep = step == null || (scale >= 0 && digitsAfterPoint(cursor) <= scale);
      if (isStep && least == null && most == null) {
        return true;
      }
      BigDecimal value = value(cursor);
      return (isStep || (step != null && value.remainder(step).signum() == 0))
          && (least == null || value.compareTo(least) >= (leastExcluded ? 1 : 0))
          && (most == null || value.compareTo(most) <= (mostExcluded ? -1 : 0));
    }

    private static BigDecimal value(JsonCursor cursor) {
      int length = cursor.stop() - cursor.start();
      if (cursor.isWhole() && length <= LONG_DIGITS) {
        long value = 0;
        boolean isNegative = cursor.bytes()[cursor.start()] == '-';
        for (int i = cursor.start() + (isNegative ? 1 : 0); i < cursor.stop(); i++) {
          value = value * 10 + (cursor.bytes()[i] - '0');
        }
        return BigDecimal.valueOf(isNegative ? -value : value);
      }
      return new BigDecimal(
          new String(cursor.bytes(), cursor.start(), length, StandardCharsets.US_ASCII));
    }
  }

  /** What may be said of a string: its length in characters, and its format. */
  record StringCheck(int shortest, int longest, Format format) {
    /** The formats that mean something. */
    enum Format {
      NONE,
      DATE_TIME,
      DATE,
      TIME,
      DECIMAL
    }

    boolean accepts(JsonCursor cursor) {
      int length = cursor.stop() - cursor.start();
      boolean isSureLength = shortest == 0 && length <= longest;
      if (!isSureLength) {
        int characters = characters(cursor);
        if (characters < shortest || characters > longest) {
          return false;
        }
      }
      byte[] text = cursor.bytes();
      return format == Format.NONE
          || (!cursor.isEscaped()
              && switch (format) {
                case NONE -> true;
                case DATE_TIME ->
                    DateTimeText.micros(text, cursor.start(), cursor.stop()) != DateTimeText.NONE;
                case DATE -> DateTimeText.isDate(text, cursor.start(), cursor.stop());
                case TIME -> DateTimeText.isTime(text, cursor.start(), cursor.stop());
                case DECIMAL -> DecimalText.isDecimal(text, cursor.start(), cursor.stop());
              });
    }

    private static int characters(JsonCursor cursor) {
      byte[] text = cursor.bytes();
      int count = 0;
      int i = cursor.start();
      while (i < cursor.stop()) {
        if (text[i] == '\\' && text[i + 1] == 'u') {
          boolean isPair = (text[i + 2] | 0x20) == 'd' && text[i + 3] > '7';
          i += isPair ? 12 : 6;
          count++;
        } else if (text[i] == '\\') {
          i += 2;
          count++;
        } else {
          if ((text[i] & 0xC0) != 0x80) {
            count++;
          }
          i++;
        }
      }
      return count;
    }
  }

  /** What may be said of an array. */
  record ArrayCheck(@Nullable ValueCheck items, int fewest, int most) {
    boolean read(JsonCursor cursor) {
      cursor.take('[');
      cursor.enter();
      boolean fits = true;
      int count = 0;
      if (!cursor.takes(']')) {
        do {
          count++;
          if (items == null) {
            cursor.value();
          } else {
            fits &= items.read(cursor);
          }
        } while (cursor.takes(','));
        cursor.take(']');
      }
      cursor.leave();
      return fits && count >= fewest && count <= most;
    }
  }
}
