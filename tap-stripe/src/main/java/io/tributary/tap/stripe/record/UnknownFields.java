package io.tributary.tap.stripe.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Stripe sends and a stream's schema does not know. Thread-safe. */
final class UnknownFields {
  private static final Logger log = LoggerFactory.getLogger(UnknownFields.class);

  /** How many are counted by their names: whoever answers may make up as many as he likes. */
  private static final int NAMED = 50;

  private static final String OTHERS = "others";

  private final String stream;
  private final boolean isKept;
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * @param isKept whether they are kept, or left out
   */
  UnknownFields(String stream, boolean isKept) {
    this.stream = stream;
    this.isKept = isKept;
  }

  /** Takes those fields out of a record that are not among the known ones. */
  void takeFrom(ObjectNode record, Set<String> names) {
    ObjectNode extra = record.objectNode();
    for (String name : names) {
      JsonNode value = record.remove(name);
      extra.set(name, value);
      count(name);
    }
    if (isKept) {
      record.set(StreamSchema.EXTRA, extra);
    }
  }

  private void count(String name) {
    String counted = counts.size() < NAMED || counts.containsKey(name) ? name : OTHERS;
    counts.computeIfAbsent(counted, field -> new LongAdder()).increment();
  }

  /** Says what there was of them since it was said last. */
  void report() {
    Map<String, Long> found =
        counts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, count -> count.getValue().sumThenReset()));
    found.values().removeIf(count -> count == 0);
    if (found.isEmpty()) {
      return;
    }
    String fields =
        found.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "));
    if (isKept) {
      log.info(
          "fields that the schema does not know are in _extra stream={} fields=\"{}\"",
          stream,
          fields);
    } else {
      log.warn(
          "fields that the schema does not know are left out, unless allow_unknown is true stream={}"
              + " fields=\"{}\"",
          stream,
          fields);
    }
  }
}
