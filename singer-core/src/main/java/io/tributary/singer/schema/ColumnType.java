package io.tributary.singer.schema;

import java.util.List;

/**
 * What a column must be able to hold.
 *
 * @param kind the kind of value
 * @param precision the most digits of a number, or the most characters of a string; 0 says that
 *     there is no limit, or that none is known; by which a database with several types for another
 *     kind tells them apart
 * @param scale the digits after the point, of a number
 * @param parts what an object or an array is made of, as far as that is known and asked for
 */
public record ColumnType(LogicalType kind, int precision, int scale, Parts parts) {
  /** The most digits that any database we write holds exactly. */
  public static final int MAX_DIGITS = 38;

  /** The digits that always fit 64 bits. */
  public static final int LONG_DIGITS = 18;

  /** The scale a plain {@code number} starts with. */
  public static final int NUMBER_SCALE = 9;

  public static final ColumnType BOOLEAN = new ColumnType(LogicalType.BOOLEAN, 0, 0);
  public static final ColumnType INTEGER = new ColumnType(LogicalType.INTEGER, LONG_DIGITS, 0);
  public static final ColumnType NUMBER =
      new ColumnType(LogicalType.NUMBER, MAX_DIGITS, NUMBER_SCALE);

  /** A number kept as the nearest binary fraction of 64 bits. */
  public static final ColumnType DOUBLE = new ColumnType(LogicalType.NUMBER, 0, 0);

  public static final ColumnType STRING = new ColumnType(LogicalType.STRING, 0, 0);
  public static final ColumnType DATE = new ColumnType(LogicalType.DATE, 0, 0);
  public static final ColumnType TIME = new ColumnType(LogicalType.TIME, 0, 0);
  public static final ColumnType TIMESTAMP = new ColumnType(LogicalType.TIMESTAMP, 0, 0);
  public static final ColumnType BINARY = new ColumnType(LogicalType.BINARY, 0, 0);
  public static final ColumnType OBJECT = new ColumnType(LogicalType.OBJECT, 0, 0);
  public static final ColumnType ARRAY = new ColumnType(LogicalType.ARRAY, 0, 0);
  public static final ColumnType ANY = new ColumnType(LogicalType.ANY, 0, 0);

  /** A type without parts. */
  public ColumnType(LogicalType kind, int precision, int scale) {
    this(kind, precision, scale, Parts.NONE);
  }

  /**
   * What an object or an array is made of.
   *
   * @param fields the properties of an object, or the one that stands for every element of an array
   * @param areAll whether an object has no others
   */
  public record Parts(List<Field> fields, boolean areAll) {
    static final Parts NONE = new Parts(List.of(), false);

    public Parts {
      fields = List.copyOf(fields);
    }
  }

  /** An object of known properties. */
  public static ColumnType object(List<Field> properties, boolean areAll) {
    return new ColumnType(LogicalType.OBJECT, 0, 0, new Parts(properties, areAll));
  }

  /** An array whose elements are all of one type, and never null. */
  public static ColumnType arrayOf(Field element) {
    return new ColumnType(LogicalType.ARRAY, 0, 0, new Parts(List.of(element), true));
  }

  /** Whether it is known what an object or an array is made of. */
  public boolean hasParts() {
    return !parts.fields().isEmpty();
  }

  /** What every element of an array of known parts is. */
  public Field element() {
    return parts.fields().get(0);
  }

  /** A whole number of at most {@code digits} digits. */
  public static ColumnType integer(int digits) {
    return new ColumnType(LogicalType.INTEGER, digits, 0);
  }

  /** An exact decimal. */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(LogicalType.DECIMAL, precision, scale);
  }

  /** A string of at most {@code characters} characters. */
  public static ColumnType string(int characters) {
    return new ColumnType(LogicalType.STRING, characters, 0);
  }

  /**
   * The type of numbers of this kind that were counted: so many digits, and not how many there
   * might be. Whole numbers of 64 bits and binary fractions are not counted, and stay what they
   * are.
   *
   * @param whole the most digits before the point
   * @param fraction the most digits after it
   */
  public ColumnType holding(int whole, int fraction) {
    if (precision == 0 || (kind == LogicalType.INTEGER && whole <= precision)) {
      return this;
    }
    return new ColumnType(kind, Math.max(1, whole + fraction), fraction);
  }

  /** The same, with {@link #DOUBLE} for numbers of which no more is said, also in its parts. */
  public ColumnType withDoubles() {
    if (!hasParts()) {
      return kind == LogicalType.NUMBER ? DOUBLE : this;
    }
    List<Field> fields =
        parts.fields().stream().map(it -> it.withType(it.type().withDoubles())).toList();
    return new ColumnType(kind, precision, scale, new Parts(fields, parts.areAll()));
  }

  /** The same without parts. */
  public ColumnType whole() {
    return hasParts() ? new ColumnType(kind, precision, scale) : this;
  }

  /** Whether this is a number of any kind. */
  public boolean isNumeric() {
    return switch (kind) {
      case INTEGER, DECIMAL, NUMBER -> true;
      case BOOLEAN, STRING, DATE, TIME, TIMESTAMP, BINARY, OBJECT, ARRAY, ANY -> false;
    };
  }

  /** Whether this is kept as JSON text. */
  public boolean isJson() {
    return isStructured() && !hasParts();
  }

  private boolean isStructured() {
    return switch (kind) {
      case OBJECT, ARRAY, ANY -> true;
      case BOOLEAN, INTEGER, DECIMAL, NUMBER, STRING, DATE, TIME, TIMESTAMP, BINARY -> false;
    };
  }

  /**
   * The narrowest type that holds every value of both: the table by which columns widen. It is
   * commutative and associative, and never narrows.
   */
  public ColumnType widen(ColumnType other) {
    if (equals(other)) {
      return this;
    }
    if (kind == other.kind && !isNumeric()) {
      return new ColumnType(kind, unlimited(precision, other.precision), 0);
    }
    if (isNumeric() && other.isNumeric()) {
      return widenNumber(other);
    }
    if (isStructured() || other.isStructured()) {
      return ANY;
    }
    if (isDay() && other.isDay()) {
      return TIMESTAMP;
    }
    return STRING;
  }

  private boolean isDay() {
    return kind == LogicalType.DATE || kind == LogicalType.TIMESTAMP;
  }

  private ColumnType widenNumber(ColumnType other) {
    LogicalType wider = kind.compareTo(other.kind) >= 0 ? kind : other.kind;
    int most = Math.max(scale, other.scale);
    int whole = Math.max(precision - scale, other.precision - other.scale);
    if (precision == 0 || other.precision == 0) {
      return new ColumnType(wider, 0, most);
    }
    return new ColumnType(wider, whole + most, most);
  }

  private static int unlimited(int one, int other) {
    return one == 0 || other == 0 ? 0 : Math.max(one, other);
  }

  @Override
  public String toString() {
    String name = kind.name();
    if (precision == 0) {
      return name;
    }
    return isNumeric() ? name + "(" + precision + "," + scale + ")" : name + "(" + precision + ")";
  }
}
