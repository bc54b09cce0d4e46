package io.tributary.sandbox.ads;

/** The countries of the kingdoms, by the numbers that Google has for them. */
public enum Country {
  US(0, 2840, "United States"),
  DE(1, 2276, "Germany"),
  FR(2, 2250, "France"),
  IT(3, 2380, "Italy"),
  ES(4, 2724, "Spain"),
  GB(5, 2826, "United Kingdom"),
  JP(6, 2392, "Japan"),
  KW(7, 2414, "Kuwait");

  private final int place;
  private final long criterion;
  private final String title;

  Country(int place, long criterion, String title) {
    this.place = place;
    this.criterion = criterion;
    this.title = title;
  }

  /** Its number in a key. */
  int place() {
    return place;
  }

  public static Country at(int place) {
    return values()[place];
  }

  public long criterion() {
    return criterion;
  }

  public String title() {
    return title;
  }

  public String resourceName() {
    return "geoTargetConstants/" + criterion;
  }
}
