package io.tributary.sandbox.ads;

/** Where advertisements are shown, in Google's words. */
public enum Network {
  SEARCH(0),
  SEARCH_PARTNERS(1),
  CONTENT(2),
  GMAIL(3),
  YOUTUBE(4),
  GOOGLE_TV(5);

  private final int place;

  Network(int place) {
    this.place = place;
  }

  /** Its number in a key. */
  int place() {
    return place;
  }

  public static Network at(int place) {
    return values()[place];
  }
}
