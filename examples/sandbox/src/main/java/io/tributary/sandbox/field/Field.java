package io.tributary.sandbox.field;

/** A field that may be selected. */
public record Field(
    String name, Type type, boolean isRepeated, String typeName, boolean isRetired) {

  /** Google's types of data, as {@code googleAdsFields} names them. */
  public enum Type {
    BOOLEAN,
    DATE,
    DOUBLE,
    ENUM,
    FLOAT,
    INT32,
    INT64,
    MESSAGE,
    RESOURCE_NAME,
    STRING,
    FIELD_MASK;

    /** The word of {@code data_type}; a mask is a message there. */
    public String word() {
      return this == FIELD_MASK ? "MESSAGE" : name();
    }

    public boolean isNumber() {
      return this == DOUBLE || this == FLOAT || this == INT32 || this == INT64;
    }
  }

  /** The resource it belongs to, or {@code metrics} or {@code segments}. */
  public String root() {
    return name.substring(0, name.indexOf('.'));
  }

  public boolean isMetric() {
    return name.startsWith("metrics.");
  }

  public boolean isSegment() {
    return name.startsWith("segments.");
  }

  public boolean isFilterable() {
    return type != Type.MESSAGE;
  }

  public boolean isSortable() {
    return type != Type.MESSAGE && !isRepeated;
  }

  /** What {@code category} says: whose field it is. */
  public String category() {
    return isMetric() ? "METRIC" : isSegment() ? "SEGMENT" : "ATTRIBUTE";
  }
}
