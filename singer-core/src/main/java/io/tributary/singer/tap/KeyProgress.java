package io.tributary.singer.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tributary.singer.connector.Replication.Order;
import io.tributary.singer.error.SingerException;
import io.tributary.singer.state.BookmarkOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an incremental stream's records say about its bookmark. For one thread at a time. */
final class KeyProgress {
  private final String stream;
  private final String key;
  private final Order order;
  private final @Nullable JsonNode start;
  private @Nullable JsonNode highest;

  KeyProgress(String stream, String key, Order order, Optional<JsonNode> start) {
    this.stream = stream;
    this.key = key;
    this.order = order;
    this.start = start.orElse(null);
  }

  /**
   * Takes note of a record's value of the key; a record without one says nothing.
   *
   * @throws SingerException.Source if the stream is not sorted, though it is said to be: what it
   *     says from here on would skip records
   */
  void seen(@Nullable JsonNode value) {
    if (value == null || value.isNull() || order == Order.MARKED) {
      return;
    }
    JsonNode before = highest;
    int step = before == null ? 1 : BookmarkOrder.compare(value, before);
    if (step < 0 && order == Order.SORTED) {
      throw new SingerException.Source(
          stream
              + ": the records do not come by ascending "
              + key
              + ": "
              + value.asText()
              + " follows "
              + (before == null ? "nothing" : before.asText()));
    }
    if (step > 0) {
      highest = value;
    }
  }

  /** The bookmark once everything so far is written; null if that says nothing yet. */
  @Nullable JsonNode reached() {
    return order == Order.SORTED ? later(highest) : null;
  }

  /**
   * The bookmark once the stream is finished. What changed while it was read may have been missed,
   * so a time is never later than the beginning of the read.
   */
  @Nullable JsonNode reachedAtTheEnd(Instant readBegan) {
    JsonNode found = highest;
    return switch (order) {
      case SORTED -> reached();
      case UNSORTED -> found == null ? null : later(capped(found, readBegan));
      case MARKED -> null;
    };
  }

  /** A look-back, or a source that sends too much, must not take the bookmark back. */
  private @Nullable JsonNode later(@Nullable JsonNode found) {
    JsonNode from = start;
    return found == null || (from != null && BookmarkOrder.compare(found, from) < 0) ? null : found;
  }

  private static JsonNode capped(JsonNode found, Instant readBegan) {
    boolean isLater =
        BookmarkOrder.instant(found).filter(time -> time.isAfter(readBegan)).isPresent();
    if (!isLater) {
      return found;
    }
    return TextNode.valueOf(
        BookmarkOrder.isDate(found)
            ? readBegan.atZone(ZoneOffset.UTC).toLocalDate().toString()
            : readBegan.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
