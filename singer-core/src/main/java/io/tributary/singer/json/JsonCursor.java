package io.tributary.singer.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Steps through UTF-8 JSON text in place: it finds where values begin and end, refuses what is not
 * JSON, and builds nothing.
 *
 * <p>For the two loops that run once per record. Not thread-safe; one cursor serves many texts.
 */
public final class JsonCursor {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long SLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;

  private final NameSet names = new NameSet();
  private final boolean[] isObject = new boolean[Json.MAX_DEPTH + 1];

  private int depth;
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int start;
  private int stop;
  private boolean escaped;
  private int point;
  private int exponent;

  /** Begins at the first byte of a text. */
  public void reset(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    end = to;
    depth = 0;
    names.clear();
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The index of the byte that is next. */
  public int at() {
    return at;
  }

  /** Goes back to an index that {@link #at} answered, in the same object. */
  public void rewind(int index) {
    at = index;
  }

  /** Where the string or number that was read last begins: a string inside its quotes. */
  public int start() {
    return start;
  }

  /** Where the string or number that was read last ends: the index of the byte after it. */
  public int stop() {
    return stop;
  }

  /** Whether the string that was read last holds a backslash. */
  public boolean isEscaped() {
    return escaped;
  }

  /** Whether the number that was read last has neither a fraction nor an exponent. */
  public boolean isWhole() {
    return point < 0 && exponent < 0;
  }

  /** The index of the point of the number that was read last, or -1. */
  public int point() {
    return point;
  }

  /** The index of the {@code e} of the number that was read last, or -1. */
  public int exponent() {
    return exponent;
  }

  /**
   * The next byte that is not white space, which is not taken; at the end, and for a byte that is
   * not ASCII, a negative number.
   */
  public int peek() {
    while (at < end) {
      int next = bytes[at] & 0xFF;
      if (next > ' ' || !isSpace(next)) {
        return next;
      }
      at++;
    }
    return -1;
  }

  /** Takes the byte that {@link #peek} saw. */
  public void take() {
    at++;
  }

  /** Takes {@code expected}, after white space. */
  public void take(char expected) {
    if (peek() != expected) {
      throw unexpected("'" + expected + "'");
    }
    at++;
  }

  /** Takes {@code expected} if it is next. */
  public boolean takes(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  /** Nothing but white space is left. */
  public void finish() {
    peek();
    if (at < end) {
      throw new MalformedJson("not JSON: there is more after its end");
    }
  }

  /** Takes a property's name and the colon after it. */
  public void name() {
    if (peek() != '"') {
      throw unexpected("a property's name");
    }
    string();
    take(':');
  }

  /** Takes a string, whose opening quote is next. */
  public void string() {
    byte[] text = bytes;
    int i = at + 1;
    start = i;
    escaped = false;
    while (true) {
      i = plain(text, i);
      if (i >= end) {
        throw new MalformedJson("not JSON: it ends inside of a string");
      }
      int next = text[i];
      if (next == '"') {
        stop = i;
        at = i + 1;
        return;
      }
      if (next == '\\') {
        escaped = true;
        i = escape(text, i);
      } else if (next >= 0) {
        throw new MalformedJson("not JSON: a string holds a control character");
      } else {
        i = character(text, i);
      }
    }
  }

  /** The index of the first byte from {@code i} on that is not plain ASCII text. */
  private int plain(byte[] text, int from) {
    int i = from;
    int last = end - Long.BYTES;
    while (i <= last) {
      long word = (long) LONGS.get(text, i);
      long quote = word ^ QUOTES;
      long slash = word ^ SLASHES;
      long found =
          (((quote - ONES) & ~quote) | ((slash - ONES) & ~slash) | ((word - SPACES) & ~word) | word)
              & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < end && text[i] >= ' ' && text[i] != '"' && text[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The index after an escape. */
  private int escape(byte[] text, int i) {
    int next = i + 1 < end ? text[i + 1] : -1;
    switch (next) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return i + 2;
      }
      case 'u' -> {
        return unicode(text, i);
      }
      default -> throw new MalformedJson("not JSON: a string holds an unknown escape");
    }
  }

  /**
   * The index after an escape of four hexadecimal digits, or after the pair that makes one
   * character.
   */
  private int unicode(byte[] text, int i) {
    int unit = i + 6 <= end ? hex(text, i + 2) : -1;
    if (unit < 0) {
      throw new MalformedJson("not JSON: a \\u is not followed by four hexadecimal digits");
    }
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return i + 6;
    }
    boolean isHigh = unit <= Character.MAX_HIGH_SURROGATE;
    boolean hasLow = i + 12 <= end && text[i + 6] == '\\' && text[i + 7] == 'u';
    int low = isHigh && hasLow ? hex(text, i + 8) : -1;
    if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
      throw new MalformedJson("text with half of a surrogate pair, which is no character");
    }
    return i + 12;
  }

  /** The value of four hexadecimal digits; negative if they are none. */
  static int hex(byte[] text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /**
   * The index after a character of two to four bytes, as table 3-7 of the Unicode standard has it.
   */
  private int character(byte[] text, int i) {
    int lead = text[i] & 0xFF;
    int second = i + 1 < end ? text[i + 1] & 0xFF : 0;
    if (lead >= 0xC2 && lead <= 0xDF && isTail(second)) {
      return i + 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF && isTail(text, i + 2)) {
      boolean isShort = lead == 0xE0 && second < 0xA0;
      boolean isSurrogate = lead == 0xED && second > 0x9F;
      if (isTail(second) && !isShort && !isSurrogate) {
        return i + 3;
      }
    }
    if (lead >= 0xF0 && lead <= 0xF4 && isTail(text, i + 2) && isTail(text, i + 3)) {
      boolean isShort = lead == 0xF0 && second < 0x90;
      boolean isBeyond = lead == 0xF4 && second > 0x8F;
      if (isTail(second) && !isShort && !isBeyond) {
        return i + 4;
      }
    }
    throw new MalformedJson("not UTF-8");
  }

  private boolean isTail(byte[] text, int i) {
    return i < end && isTail(text[i]);
  }

  private static boolean isTail(int value) {
    return (value & 0xC0) == 0x80;
  }

  /** Takes a number, whose first byte is next. */
  public void number() {
    byte[] text = bytes;
    int i = at;
    start = i;
    point = -1;
    exponent = -1;
    if (text[i] == '-') {
      i++;
    }
    if (i < end && text[i] == '0') {
      i++;
    } else {
      i = digits(text, i);
    }
    if (i < end && text[i] == '.') {
      point = i;
      i = digits(text, i + 1);
    }
    if (i < end && (text[i] == 'e' || text[i] == 'E')) {
      exponent = i;
      i++;
      if (i < end && (text[i] == '+' || text[i] == '-')) {
        i++;
      }
      i = digits(text, i);
    }
    stop = i;
    at = i;
  }

  /** The index after one digit or more. */
  private int digits(byte[] text, int from) {
    int i = from;
    while (i < end && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    if (i == from) {
      throw unexpectedAt(from, "a digit");
    }
    return i;
  }

  /** Takes {@code true}, {@code false} or {@code null}. */
  public void literal(String word) {
    boolean isThere = at + word.length() <= end;
    for (int i = 0; isThere && i < word.length(); i++) {
      isThere = bytes[at + i] == word.charAt(i);
    }
    if (!isThere) {
      throw unexpected("a value");
    }
    at += word.length();
  }

  /** Takes a string, a number, a boolean or null. */
  public void scalar() {
    int next = peek();
    if (next == '"') {
      string();
    } else if (next == '-' || (next >= '0' && next <= '9')) {
      number();
    } else if (next == 't') {
      literal("true");
    } else if (next == 'f') {
      literal("false");
    } else if (next == 'n') {
      literal("null");
    } else {
      throw unexpected("a value");
    }
  }

  /** Says that what follows is inside of an object or array that the caller walks through. */
  public void enter() {
    depth = deeper(depth);
  }

  /** Says that the object or array that was entered last has ended. */
  public void leave() {
    depth--;
  }

  /** Takes one value of any kind. Properties that occur twice in one object are refused. */
  public void value() {
    int outside = depth;
    while (true) {
      int next = peek();
      if (next == '{' || next == '[') {
        at++;
        isObject[depth] = next == '{';
        depth = deeper(depth);
        if (next == '{') {
          names.open();
          if (!takes('}')) {
            nestedName();
            continue;
          }
          names.close();
        } else if (!takes(']')) {
          continue;
        }
        depth--;
      } else {
        scalar();
      }
      if (!goesOn(outside)) {
        return;
      }
    }
  }

  /**
   * After a value: takes the brackets that end, up to the place where another value is due. Returns
   * whether there is one before the outermost ends.
   */
  private boolean goesOn(int outside) {
    while (depth > outside) {
      boolean inObject = isObject[depth - 1];
      if (takes(',')) {
        if (inObject) {
          nestedName();
        }
        return true;
      }
      if (inObject) {
        take('}');
        names.close();
      } else {
        take(']');
      }
      depth--;
    }
    return false;
  }

  private void nestedName() {
    name();
    if (!names.add(bytes, start, stop, escaped)) {
      throw new MalformedJson(repeated(text()));
    }
  }

  /** How to say that a property occurs twice. */
  public static String repeated(String name) {
    return "not JSON: the property \"" + name + "\" occurs twice in one object";
  }

  private static int deeper(int depth) {
    if (depth == Json.MAX_DEPTH) {
      throw new MalformedJson("nested more than " + Json.MAX_DEPTH + " levels deep");
    }
    return depth + 1;
  }

  /**
   * Takes one object or array by its brackets and strings alone, for the text that somebody else
   * will read in earnest.
   */
  public void brackets() {
    byte[] text = bytes;
    int open = 0;
    int i = at;
    while (i < end) {
      int next = text[i];
      if (next == '"') {
        i = afterString(text, i + 1);
        continue;
      }
      if (next == '{' || next == '[') {
        open = deeper(open);
      } else if (next == '}' || next == ']') {
        open--;
        if (open == 0) {
          at = i + 1;
          return;
        }
      }
      i++;
    }
    throw new MalformedJson("not JSON: it ends too soon");
  }

  private int afterString(byte[] text, int from) {
    int i = from;
    while (true) {
      i = plain(text, i);
      if (i >= end) {
        throw new MalformedJson("not JSON: it ends inside of a string");
      }
      if (text[i] == '"') {
        return i + 1;
      }
      i += text[i] == '\\' ? 2 : 1;
    }
  }

  /** The string that was read last, or a number's text. */
  public String text() {
    if (!escaped) {
      return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[stop - start];
    int length = JsonString.decode(bytes, start, stop, plain, 0);
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  /** The names of the object that is being read, for those who walk through it themselves. */
  public NameSet names() {
    return names;
  }

  /** What to throw when something else than {@code expected} is next. */
  public MalformedJson unexpected(String expected) {
    peek();
    return unexpectedAt(at, expected);
  }

  private MalformedJson unexpectedAt(int index, String expected) {
    if (index >= end) {
      return new MalformedJson("not JSON: it ends where " + expected + " is due");
    }
    int found = bytes[index];
    if (found == 'N' && startsWith(index, "NaN")) {
      return new MalformedJson("NaN, which JSON does not know");
    }
    if (found == 'I' && startsWith(index, "Infinity")) {
      return new MalformedJson("Infinity, which JSON does not know");
    }
    String shown =
        found > ' ' && found < 0x7F ? "'" + (char) found + "'" : "byte " + (found & 0xFF);
    return new MalformedJson("not JSON: " + shown + " where " + expected + " is due");
  }

  private boolean startsWith(int index, String word) {
    return index + word.length() <= end
        && new String(bytes, index, word.length(), StandardCharsets.ISO_8859_1).equals(word);
  }

  private static boolean isSpace(int next) {
    return next == ' ' || next == '\n' || next == '\t' || next == '\r';
  }
}
