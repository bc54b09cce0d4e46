package io.tributary.tap.stripe;

/**
 * Which columns records have besides, or instead.
 *
 * @param compat whether they have those that earlier versions of the API had
 * @param lists what becomes of a list in an object
 * @param decimals whether amounts come as decimals too
 * @param metadataAsText whether metadata comes as text
 */
record Columns(boolean compat, Lists lists, boolean decimals, boolean metadataAsText) {
  static final Columns DEFAULT = new Columns(true, Lists.NONE, false, false);

  /** What becomes of a list in an object, which is a stream of its own. */
  enum Lists {
    /** It is left out. */
    NONE,
    /** The ids of the first few remain. */
    IDS
  }
}
