package io.tributary.tap.stripe.record;

/**
 * Which columns records have besides, or instead.
 *
 * @param compat whether they have those that earlier versions of the API had
 * @param listsAsIds whether a list in an object is kept as the ids of its first few
 * @param decimals whether amounts come as decimals too
 * @param metadataAsText whether metadata comes as text
 * @param unknown whether what the schema does not know is kept, in a column of its own
 */
public record Columns(
    boolean compat, boolean listsAsIds, boolean decimals, boolean metadataAsText, boolean unknown) {
  /** What records have unless the settings say otherwise. */
  public static final Columns DEFAULT = new Columns(true, false, false, false, false);
}
