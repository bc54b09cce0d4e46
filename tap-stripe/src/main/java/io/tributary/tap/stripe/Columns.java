package io.tributary.tap.stripe;

/**
 * Which columns records have besides, or instead.
 *
 * @param compat whether they have those that earlier versions of the API had
 * @param listsAsIds whether a list in an object is kept as the ids of its first few
 * @param decimals whether amounts come as decimals too
 * @param metadataAsText whether metadata comes as text
 */
record Columns(boolean compat, boolean listsAsIds, boolean decimals, boolean metadataAsText) {
  static final Columns DEFAULT = new Columns(true, false, false, false);
}
