package io.tributary.tap.googleads.api;

import io.tributary.singer.json.RawJson;

/** Brings the rows of an answer into another form, one by one. For one thread. */
@FunctionalInterface
public interface RowForm {
  /**
   * What is made of a row.
   *
   * @return valid until the next call
   * @throws io.tributary.singer.json.MalformedJson if the row is not JSON
   */
  RawJson of(RawJson row);
}
