package io.tributary.singer.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What the run wants of one stream.
 *
 * @param bookmark where the last run got to: a value of the replication key, or the position that
 *     the source marked
 * @param fields the selected fields; a source may send more, and the runner drops them
 * @param limit after how many records the run has enough, for a test of the connection; a source
 *     that ignores it is stopped
 */
public record ReadRequest(Optional<JsonNode> bookmark, Set<String> fields, long limit) {
  public ReadRequest {
    fields = Set.copyOf(fields);
  }

  /** Everything there is, of the given fields. */
  public static ReadRequest all(Set<String> fields) {
    return new ReadRequest(Optional.empty(), fields, Long.MAX_VALUE);
  }
}
